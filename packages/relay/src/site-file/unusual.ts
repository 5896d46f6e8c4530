/** What differs from what is usual: the rest the store leaves out, so that a default that changes changes every site. */
export function unusual<T extends Readonly<Record<string, unknown>>>(values: T, usual: T): Partial<T> {
  const names = Object.keys(usual).filter((name) => values[name] !== usual[name]);
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Partial<T>;
}
