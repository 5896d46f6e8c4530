import { glob } from './glob.ts';
import { not } from './logic.ts';
import type { Predicate } from './logic.ts';
import type { FactValue } from './types.ts';

type Seen = FactValue | undefined;

/** Whether an operator holds for what was seen; `undefined`: the fact is absent. */
export type Test = Predicate<Seen>;

/** As in MongoDB an operator holds for an array when it holds for the whole or for one of its elements. */
const any =
  (test: Test): Test =>
  (seen) =>
    test(seen) || (Array.isArray(seen) && seen.some(test));

const equals = (want: FactValue): Test =>
  any(
    (seen) =>
      seen === want ||
      (Array.isArray(seen) &&
        Array.isArray(want) &&
        seen.length === want.length &&
        seen.every((value, index) => value === want[index])),
  );

const among = (wants: readonly Seen[]): Test => any((seen) => seen !== undefined && wants.includes(seen));

/** Values of different types have no order: they never compare. */
const compares =
  (holds: (seen: number | string, want: number | string) => boolean) =>
  (want: number | string): Test =>
    any(
      (seen) =>
        (typeof seen === 'number' || typeof seen === 'string') && typeof seen === typeof want && holds(seen, want),
    );

/** Every operator that is a leaf (`$not` holds operators and is none). Operands are what the schema let through. */
const OPERATORS = {
  $eq: equals,
  $ne: (want: FactValue) => not(equals(want)),
  $lt: compares((seen, want) => seen < want),
  $lte: compares((seen, want) => seen <= want),
  $gt: compares((seen, want) => seen > want),
  $gte: compares((seen, want) => seen >= want),
  $in: among,
  $nin: (wants: readonly Seen[]) => not(among(wants)),
  $exists:
    (want: boolean): Test =>
    (seen) =>
      (seen !== undefined) === want,
  $glob: (pattern: string): Test => {
    const matches = glob(pattern);
    return any((seen) => typeof seen === 'string' && matches(seen));
  },
};
export const operators = new Map(Object.entries(OPERATORS)) as ReadonlyMap<string, (want: never) => Test>;
