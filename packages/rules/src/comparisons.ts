import { unknownOperator } from './condition.ts';
import type { FactItem, FactValue } from './types.ts';

/** What was seen: a fact, one of its elements, a field of an item; `undefined`: it is not there. */
export type Seen = FactValue | FactItem | undefined;

/** Whether an operator holds for what was seen. */
export type Test = (seen: Seen) => boolean;

/** @param options what stands beside it as `$options` */
export type MakeTest = (want: never, options?: string) => Test;

export type OperatorTable = Readonly<Record<string, MakeTest>>;

/** As in MongoDB an operator holds for an array when it holds for the whole or for one of its elements. */
export const any =
  (test: Test): Test =>
  (seen) =>
    test(seen) || (typeof seen === 'object' && Array.isArray(seen) && seen.some(test));

const not =
  (test: Test): Test =>
  (seen) =>
    !test(seen);

export function equals(want: Seen): Test {
  const text = typeof want === 'object' && JSON.stringify(want);
  return any((seen) => seen === want || (typeof seen === 'object' && JSON.stringify(seen) === text));
}

const among = (wants: readonly Seen[]): Test => any((seen) => seen !== undefined && wants.includes(seen));

/** Values of different types have no order: they never compare. */
const compares =
  (holds: (seen: number, want: number) => boolean) =>
  (want: number): Test =>
    any((seen) => typeof seen === typeof want && holds(seen as number, want));

/** The operators of every day. Operands are what the schema let through. */
export const COMPARISONS = {
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
} satisfies OperatorTable;

/** @throws Error with the name of an operator that does not exist */
export const makeTest = (table: OperatorTable, operator: string, want: unknown, options: string): Test =>
  Object.hasOwn(table, operator)
    ? (table[operator] as (...operands: unknown[]) => Test)(want, options)
    : unknownOperator(operator);
