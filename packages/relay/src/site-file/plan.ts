/** One line of what would change, for a person to read before it is applied. */
export interface Change {
  readonly sign: '+' | '~' | '-';
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists of things with an id are compared by id, so that inserting one is one line and not a shift of all behind it. */
function keyed(list: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    list.map((item, index) => {
      const id = isRecord(item) ? (item['id'] ?? item['team']) : undefined;
      return [typeof id === 'string' ? id : String(index), item];
    }),
  );
}

/** What leads from `from` to `to`, leaf by leaf, in the order of the file. Nothing: they are the same. */
export function planChanges(from: unknown, to: unknown, path = ''): readonly Change[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  if (from === undefined) return [{ sign: '+', path, to }];
  if (to === undefined) return [{ sign: '-', path, from }];
  const left = Array.isArray(from) ? keyed(from) : from;
  const right = Array.isArray(to) ? keyed(to) : to;
  if (!isRecord(left) || !isRecord(right)) return [{ sign: '~', path, from, to }];
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const changes = names.flatMap((name) => planChanges(left[name], right[name], path === '' ? name : `${path}.${name}`));
  // Only the order differs: that is a change too where order has a meaning.
  return changes.length > 0 ? changes : [{ sign: '~', path, from, to }];
}

export function formatChange({ sign, path, from, to }: Change): string {
  const text = (value: unknown) => JSON.stringify(value);
  switch (sign) {
    case '+':
      return `+ ${path}: ${text(to)}`;
    case '-':
      return `- ${path}: ${text(from)}`;
    default:
      return `~ ${path}: ${text(from)} -> ${text(to)}`;
  }
}
