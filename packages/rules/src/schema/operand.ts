import type { Subject } from './forms.ts';
import { kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

const MAX_LIST = 200;

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** Why a value can never be one of this fact's, or of its elements (such a comparison would never hold), or nothing. */
export function valueProblem({ kind, values, form }: Subject, value: unknown): string | undefined {
  const got = `got ${kindOf(value)}`;
  switch (kind) {
    case 'money':
      if (Number.isSafeInteger(value)) return undefined;
      return `expected money as a whole number of minor units (cents), ${got}`;
    case 'number':
      return Number.isFinite(value) ? undefined : `expected a number, ${got}`;
    case 'flag':
      return typeof value === 'boolean' ? undefined : `expected true or false, ${got}`;
    case 'any':
      return isScalar(value) ? undefined : `expected a text, a number, true or false, ${got}`;
    case 'items':
      return 'a list of items is looked at by $elemMatch, $size and $exists, not compared with a value';
    case 'text':
    case 'texts':
      if (typeof value !== 'string') return `expected a text, ${got}`;
      if (form && !form.pattern.test(value)) return `${form.error}, ${got}`;
      return values && !values.includes(value) ? `unknown value '${value}'; ${known(values)}` : undefined;
  }
}

export function checkList(expected: Subject, value: unknown, path: Path, report: Report): void {
  if (!Array.isArray(value)) return report(path, `expected a list, got ${kindOf(value)}`);
  if (value.length === 0 || value.length > MAX_LIST)
    report(path, `expected 1 to ${MAX_LIST} values, got ${value.length}`);
  value.slice(0, MAX_LIST).forEach((one, index) => {
    const problem = valueProblem(expected, one);
    if (problem) report([...path, index], problem);
  });
}

export function checkOne(expected: Subject, value: unknown, path: Path, report: Report): void {
  const problem = valueProblem(expected, value);
  if (problem) report(path, problem);
}

/** A value that a fact is to be the same as. A list is compared as a whole with a fact that is a list. */
export function checkPlain(expected: Subject, value: unknown, path: Path, report: Report): void {
  if (expected.kind === 'texts' && Array.isArray(value)) return checkList(expected, value, path, report);
  checkOne(expected, value, path, report);
}
