import { glob } from './glob.ts';
import type { FactItem, FactValue } from './types.ts';

/** What was seen: a fact, one of its elements, a field of an item; `undefined`: it is not there. */
export type Seen = FactValue | FactItem | undefined;

/** Whether an operator holds for what was seen. */
export type Test = (seen: Seen) => boolean;

/** @param options what stands beside it as `$options` */
export type MakeTest = (want: never, options?: string, path?: string) => Test;

/** As in MongoDB an operator holds for an array when it holds for the whole or for one of its elements. */
const any =
  (test: Test): Test =>
  (seen) =>
    test(seen) || (Array.isArray(seen) && seen.some(test));

const not =
  (test: Test): Test =>
  (seen) =>
    !test(seen);

const typeOf = (seen: Seen): string => (Array.isArray(seen) ? 'array' : typeof seen);

function equals(want: Seen): Test {
  if (typeof want !== 'object') return any((seen) => seen === want);
  const text = JSON.stringify(want);
  return any((seen) => typeof seen === 'object' && JSON.stringify(seen) === text);
}

const among = (wants: readonly Seen[]): Test => any((seen) => seen !== undefined && wants.includes(seen));

/** Values of different types have no order: they never compare. */
const compares =
  (holds: (seen: number | string, want: number | string) => boolean) =>
  (want: number | string): Test =>
    any(
      (seen) =>
        (typeof seen === 'number' || typeof seen === 'string') && typeof seen === typeof want && holds(seen, want),
    );

const matches = (test: (text: string) => boolean): Test => any((seen) => typeof seen === 'string' && test(seen));

/** Every operator that compares one value and holds no others inside. Operands are what the schema let through. */
export const COMPARISONS = {
  $eq: equals,
  $ne: (want: FactValue) => not(equals(want)),
  $lt: compares((seen, want) => seen < want),
  $lte: compares((seen, want) => seen <= want),
  $gt: compares((seen, want) => seen > want),
  $gte: compares((seen, want) => seen >= want),
  $in: among,
  $nin: (wants: readonly Seen[]) => not(among(wants)),
  $all: (wants: readonly Seen[]): Test => {
    const tests = wants.map(equals);
    return (seen) => tests.length > 0 && tests.every((test) => test(seen));
  },
  $size:
    (want: number): Test =>
    (seen) =>
      Array.isArray(seen) && seen.length === want,
  $exists:
    (want: boolean): Test =>
    (seen) =>
      (seen !== undefined) === want,
  $type: (want: string) => any((seen) => (want === 'bool' ? 'boolean' : want) === typeOf(seen)),
  $regex(pattern: string, options?: string): Test {
    const expression = new RegExp(pattern, options);
    return matches((text) => expression.test(text));
  },
  $glob: (pattern: string) => matches(glob(pattern)),
};
