import { any, COMPARISONS, equals, makeTest } from '../comparisons.ts';
import type { OperatorTable, Seen, Test } from '../comparisons.ts';
import { compileCondition, compileFact, isJoin } from '../condition.ts';
import type { Logic } from '../condition.ts';
import { glob } from '../glob.ts';
import type { FactItem } from '../types.ts';

const functions: Logic<Test> = {
  _gate: (parts, need) => (value) => parts.filter((part) => part(value)).length >= need,
  _not: (part) => (value) => !part(value),
};

/** One element for which everything holds: operators for a plain value, a condition over the fields for an item. */
function elementMatches(want: object): Test {
  const leaf = (field: string, operator: string, operand: unknown, options: string): Test => {
    const test = makeTest(ALL_OPERATORS, operator, operand, options);
    return field ? (item) => test((item as FactItem)[field]) : test;
  };
  const isPlain = Object.keys(want).some((key) => key.startsWith('$') && !isJoin(key));
  const holds = isPlain ? compileFact('', want, leaf, functions) : compileCondition(want, leaf, functions);
  return (seen) => Array.isArray(seen) && seen.some((item) => (isPlain || typeof item === 'object') && holds(item));
}

const matches = (test: (text: string) => boolean): Test => any((seen) => typeof seen === 'string' && test(seen));

/** The operators for lists and for patterns. */
export const LIST_OPERATORS = {
  $all: (wants: readonly Seen[]): Test => {
    const tests = wants.map(equals);
    return (seen) => tests.length > 0 && tests.every((test) => test(seen));
  },
  $size:
    (want: number): Test =>
    (seen) =>
      Array.isArray(seen) && seen.length === want,
  $elemMatch: elementMatches,
  // `bool` is the beginning of what JavaScript calls it.
  $type: (want: string) => any((seen) => (Array.isArray(seen) ? 'array' : typeof seen).startsWith(want)),
  $regex(pattern: string, options?: string): Test {
    const expression = new RegExp(pattern, options);
    return matches((text) => expression.test(text));
  },
  $glob: (pattern: string) => matches(glob(pattern)),
} satisfies OperatorTable;

const ALL_OPERATORS: OperatorTable = { ...COMPARISONS, ...LIST_OPERATORS };
