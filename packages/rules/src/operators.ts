import { COMPARISONS } from './comparisons.ts';
import type { MakeTest, Test } from './comparisons.ts';
import { compileCondition, compileFact, isOperators } from './condition.ts';
import type { Logic } from './condition.ts';
import type { FactItem } from './types.ts';

const functions: Logic<Test> = {
  _gate: (parts, need) => (value) => parts.filter((part) => part(value)).length >= need,
  _not: (part) => (value) => !part(value),
};

/** One element for which everything holds: operators for a plain value, a condition over the fields for an item. */
function elementMatches(want: unknown, _options?: string, path = ''): Test {
  const leaf = (field: string, operator: string, operand: unknown, options: string, at: string): Test => {
    const test = makeTest(operator, operand, options, at);
    return field ? (item) => test((item as FactItem)[field]) : test;
  };
  const isPlain = isOperators(want);
  const holds = isPlain ? compileFact('', want, path, leaf, functions) : compileCondition(want, path, leaf, functions);
  return (seen) =>
    Array.isArray(seen) && seen.some((item) => (isPlain || (item && typeof item === 'object')) && holds(item));
}

/** Every operator that is a leaf (`$not` holds operators and is none). */
export const operators: ReadonlyMap<string, MakeTest> = new Map<string, MakeTest>(
  Object.entries({ ...COMPARISONS, $elemMatch: elementMatches }),
);

/** The test of an operator that exists, with an operand that the schema let through. */
export const makeTest = (operator: string, want: unknown, options: string, path: string): Test =>
  (operators.get(operator) as (want: unknown, options: string, path: string) => Test)(want, options, path);
