import { win } from '../../env.ts';
import { isRecord } from '../../shop/data-layer.ts';

/** What a platform left on the page under this name; nothing in there is to be trusted. */
export const global = (name: string): unknown => Reflect.get(win(), name);

/** The value at `path`, as `a.b.0`; nothing where the way there is not. */
export function dig(from: unknown, path: string): unknown {
  let at = from;
  for (const key of path.split('.')) {
    at = isRecord(at) || typeof at === 'function' ? (Reflect.get(at, key) as unknown) : undefined;
  }
  return at;
}

/** The list at `path`, or an empty one. */
export function list(from: unknown, path: string): readonly unknown[] {
  const found = dig(from, path);
  return Array.isArray(found) ? found : [];
}

/** Runs what reads a platform's own data: whatever is odd about it is passed over, as in the data layer. */
export const safely =
  <Values extends readonly unknown[]>(run: (...values: Values) => void) =>
  (...values: Values): void => {
    try {
      run(...values);
    } catch {
      // A getter that throws, a method that went: the shop's own affair.
    }
  };
