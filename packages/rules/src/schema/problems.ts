/** One mistake in a playbook: where, as a path into the file (`rules[1].when.cart.value.$gtee`; empty: the whole file), and what to do. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** A place in the file before it is written out: `add(['rules', 0, 'id'], '…')`. */
export type Path = readonly (string | number)[];

/** Notes a mistake below the place that is being checked. */
export type Report = (path: Path, message: string) => void;

export const formatPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => text + (typeof key === 'number' ? `[${key}]` : `${text && '.'}${String(key)}`),
    '',
  );

/** What a value is, for people. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 60);
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a list holds; nothing where there is no list. */
export const entriesOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

export const known = (names: Iterable<string>): string => `known are ${[...names].join(', ')}`;
