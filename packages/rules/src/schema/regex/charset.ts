/** A set of UTF-16 code units: ranges in order, both ends included, none touching the next. */
export type Charset = readonly (readonly [first: number, last: number])[];

const LAST = 0xff_ff;
const LEGIBLE = Array.from('abcdefghijklmnopqrstuvwxyz0123456789 -/.', (char) => char.charCodeAt(0));

/** The set of all these ranges, in whatever order and however they overlap. */
export function union(...ranges: Charset): Charset {
  const result: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const end = result.at(-1);
    if (end && first <= end[1] + 1) end[1] = Math.max(end[1], last);
    else result.push([first, last]);
  }
  return result;
}

export function complement(set: Charset): Charset {
  const result: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) result.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

export const one = (unit: number): Charset => [[unit, unit]];

const of = (text: string): Charset => union(...Array.from(text, (char) => one(char.charCodeAt(0))).flat());

export const DIGITS: Charset = [[48, 57]];
export const WORDS: Charset = union([48, 57], [65, 90], [95, 95], [97, 122]);
/** White space and line ends, as ECMAScript has them. */
export const SPACES: Charset = union(
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x16_80, 0x16_80],
  [0x20_00, 0x20_0a],
  ...of('\u2028\u2029\u202F\u205F\u3000\uFEFF'),
);
/** `.`: all but line ends. */
export const DOT: Charset = complement(of('\n\r\u2028\u2029'));

/** The units of equal letters, whatever their case: by upper case alone, and by upper case of lower case. Filled at first need. */
let folds: Map<string, number[]> | undefined;

function foldings(): Map<string, number[]> {
  if (folds) return folds;
  folds = new Map();
  for (let unit = 0; unit <= LAST; unit++) {
    const char = String.fromCharCode(unit);
    const upper = char.toUpperCase();
    if (upper === char && char.toLowerCase() === char) continue;
    const key = foldOf(char);
    folds.set(key, [...(folds.get(key) ?? []), unit]);
  }
  return folds;
}

const foldOf = (char: string): string => char.toLowerCase().toUpperCase();

/** With every letter its other cases: those the engines take as equal, and never fewer. */
export function ignoringCase(set: Charset): Charset {
  const groups = [...foldings().values()].filter((units) =>
    units.some((unit) => set.some(([first, last]) => first <= unit && unit <= last)),
  );
  return union(...set, ...groups.flat().flatMap((unit) => one(unit)));
}

export const has = (set: Charset, unit: number): boolean => set.some(([first, last]) => first <= unit && unit <= last);

/** One unit for each way in which units can be in these sets or not; a letter that people can read where there is one. */
export function samples(sets: readonly Charset[]): readonly number[] {
  const distinct = [...new Map(sets.map((set) => [String(set), set])).values()];
  const edges = distinct.flat().flatMap(([first, last]) => (last < LAST ? [first, last + 1] : [first]));
  const found = new Map<string, number>();
  for (const unit of new Set([...LEGIBLE, 0, ...edges])) {
    const kind = distinct.map((set) => (has(set, unit) ? 1 : 0)).join('');
    if (!found.has(kind)) found.set(kind, unit);
  }
  return [...found.values()];
}
