/** The rep's sign-in cookie. Over https it is bound to this very host by its name. */
export function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-tillside_rep' : 'tillside_rep';
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value !== undefined) return value;
  }
  return undefined;
}

export function writeCookie(name: string, value: string, maxAgeSeconds: number, isSecure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${isSecure ? '; Secure' : ''}`;
}
