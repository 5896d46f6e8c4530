/**
 * Scheme, host and port of a web address, as a browser would tell them; `undefined` where it is none. Whatever a browser might read in
 * another way than it looks (a name before the host, a space, a backslash) stays in the answer and so equals no real origin.
 */
export function originOf(address: string): string | undefined {
  return /^https?:\/\/[^/?#\\]+/i.exec(address)?.[0].toLowerCase();
}
