/** One line of what would change, for a person to read before it is applied. */
export interface Change {
  readonly sign: '+' | '~' | '-';
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
  /** What else a person should know of it. */
  readonly note?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A shop may call a text `constructor`. */
const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** A file that is yet to be judged may hold anything, also what `String` cannot say. */
function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join(' ');
  return isRecord(value) ? JSON.stringify(value) : String(value);
}

/** What an item of a list is known by, so that inserting one is one line and not a shift of all behind it. */
function nameOf(item: unknown): string {
  if (!isRecord(item)) return words(item);
  const name = item['id'] ?? item['team'];
  if (typeof name === 'string') return name;
  const { reps, days, date, rep, from } = item;
  if (days !== undefined)
    return `[${[reps, days, from]
      .filter((part) => part !== undefined)
      .map(words)
      .join(', ')}]`;
  if (date !== undefined)
    return `[${[date, rep ?? from]
      .filter((part) => part !== undefined)
      .map(words)
      .join(', ')}]`;
  return `[from ${words(from)}]`;
}

/** By name; a second one of a name is told by its number, or it would be lost. */
function byName(list: readonly unknown[]): ReadonlyMap<string, unknown> {
  const named = new Map<string, unknown>();
  for (const item of list) {
    const name = nameOf(item);
    let unique = name;
    for (let count = 2; named.has(unique); count += 1) unique = `${name} #${count}`;
    named.set(unique, item);
  }
  return named;
}

const below = (path: string, name: string): string =>
  path === '' || name.startsWith('[') ? path + name : `${path}.${name}`;

/** Lists of plain texts have no item with parts: the text itself comes or goes. */
const itemPath = (path: string, name: string, item: unknown): string => (isRecord(item) ? below(path, name) : path);

function planLists(from: readonly unknown[], to: readonly unknown[], path: string): readonly Change[] {
  const left = byName(from);
  const right = byName(to);
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const changes = names.flatMap((name) =>
    planChanges(left.get(name), right.get(name), itemPath(path, name, left.get(name) ?? right.get(name))),
  );
  // Order has a meaning in most lists: which language is the default, which offer is shown first.
  const stayed = [...left.keys()].filter((name) => right.has(name));
  const now = [...right.keys()].filter((name) => left.has(name));
  return stayed.join('\n') === now.join('\n')
    ? changes
    : [...changes, { sign: '~', path: `${path} (order)`, from: stayed, to: now }];
}

/** What leads from `from` to `to`, leaf by leaf, in the order of the file. Nothing: they are the same. */
export function planChanges(from: unknown, to: unknown, path = ''): readonly Change[] {
  if (Array.isArray(from) && Array.isArray(to)) return planLists(from, to, path);
  if (isRecord(from) && isRecord(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return names.flatMap((name) => planChanges(own(from, name), own(to, name), below(path, name)));
  }
  if (from === to) return [];
  if (from === undefined) return [{ sign: '+', path, to }];
  if (to === undefined) return [{ sign: '-', path, from }];
  return [{ sign: '~', path, from, to }];
}

/** JSON with room to read; `undefined` parts are left out. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return parts.length === 0 ? '{}' : `{ ${parts.map(([name, part]) => `${name}: ${valueText(part)}`).join(', ')} }`;
}

export function formatChange({ sign, path, from, to, note }: Change): string {
  const value = sign === '~' ? `${valueText(from)} -> ${valueText(to)}` : valueText(sign === '+' ? to : from);
  return `${sign} ${path}: ${value}${note === undefined ? '' : `  (${note})`}`;
}
