import { complement, DIGITS, one, SPACES, union, WORDS } from './charset.ts';
import type { Charset } from './charset.ts';
import type { Cursor } from './cursor.ts';

const CLASSES: Readonly<Record<string, Charset>> = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORDS,
  W: complement(WORDS),
  s: SPACES,
  S: complement(SPACES),
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

function hex(cursor: Cursor, digits: number): number {
  const found = cursor.match(new RegExp(`^[0-9a-fA-F]{${digits}}`));
  return Number.parseInt(found?.[0] ?? cursor.fail(`expected ${digits} hexadecimal digits`), 16);
}

/** One unit. Half of a character beyond U+FFFF would mean something else with each flag. */
export function unit(cursor: Cursor, code: number): Charset {
  if (code >= 0xd8_00 && code <= 0xdf_ff)
    cursor.fail('characters beyond U+FFFF (emoji) are not supported: use . for one');
  return one(code);
}

/** What stands behind a backslash. */
export function readEscape(cursor: Cursor, isInClass: boolean): Charset {
  const char = cursor.next();
  const set = CLASSES[char];
  if (set) return set;
  const control = CONTROLS[char];
  if (control !== undefined) return one(control);
  if (char === 'x') return one(hex(cursor, 2));
  if (char === 'u') return unit(cursor, hex(cursor, 4));
  if (/^[\^$\\.*+?()[\]{}|/]$/.test(char) || (isInClass && char === '-')) return one(char.charCodeAt(0));
  cursor.back();
  if (/^[1-9k]$/.test(char)) cursor.fail('refers back to what was found before: nothing can be proven of that');
  return cursor.fail(char ? `unknown escape \\${char}` : 'ends in a backslash');
}

const readMember = (cursor: Cursor): Charset =>
  cursor.take('\\') ? readEscape(cursor, true) : unit(cursor, cursor.next().charCodeAt(0));

const single = (set: Charset): number | undefined =>
  set.length === 1 && set[0]![0] === set[0]![1] ? set[0]![0] : undefined;

/** What stands between `[` and `]`. */
export function readClass(cursor: Cursor): Charset {
  const isNegated = cursor.take('^');
  const sets: Charset[] = [];
  while (!cursor.take(']')) {
    if (cursor.isOver()) cursor.fail('a [ without its ]');
    const low = readMember(cursor);
    if (!/^-[^\]]/.test(cursor.rest())) {
      sets.push(low);
      continue;
    }
    cursor.next();
    const [from, to] = [single(low), single(readMember(cursor))];
    if (from === undefined || to === undefined || from > to)
      return cursor.fail('a range within [ ] needs two characters in order');
    sets.push([[from, to]]);
  }
  const set = union(...sets.flat());
  return isNegated ? complement(set) : set;
}
