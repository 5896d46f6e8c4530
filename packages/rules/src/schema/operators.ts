import type { Subject } from './forms.ts';
import { checkList, checkOne, checkPlain } from './operand.ts';
import { KIND_NAMES, OPERATORS, TYPES } from './operator-table.ts';
import type { Kind } from './operator-table.ts';
import { isObject, kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';
import { regexProblem } from './regex/index.ts';

/** In steps of a path: deeper than any sensible condition, shallower than any stack. */
export const MAX_DEPTH = 20;
const MAX_SIZE = 1_000;
const MAX_PATTERN = 500;

type Check = (value: unknown, path: Path, report: Report) => void;
type Spec = Readonly<Record<string, unknown>>;

/** What is looked at when an element of the list is. */
const elementOf = ({ kind, values }: Subject): Subject => ({
  kind: kind === 'texts' ? 'text' : kind,
  ...(values && { values }),
});

function checkPattern(pattern: unknown, path: Path, report: Report): pattern is string {
  const isPattern = typeof pattern === 'string' && pattern !== '' && pattern.length <= MAX_PATTERN;
  if (!isPattern) report(path, `expected a pattern of 1 to ${MAX_PATTERN} characters, got ${kindOf(pattern)}`);
  return isPattern;
}

function checkRegex(pattern: unknown, options: unknown, path: Path, report: Report): void {
  if (!checkPattern(pattern, path, report)) return;
  const problem = regexProblem(pattern, options === 'i');
  if (problem) report(path, problem);
}

function checkOptions(options: unknown, isBesideRegex: boolean, path: Path, report: Report): void {
  if (!isBesideRegex) report(path, 'is for `$regex` beside it');
  else if (options !== 'i' && options !== '') report(path, `expected "i" (ignore case) or "", got ${kindOf(options)}`);
}

function checkSize(want: unknown, path: Path, report: Report): void {
  if (!Number.isInteger(want) || Number(want) < 0 || Number(want) > MAX_SIZE)
    report(path, `expected a whole number from 0 to ${MAX_SIZE}, got ${kindOf(want)}`);
}

function checkType(kind: Kind, want: unknown, path: Path, report: Report): void {
  const types = TYPES[kind];
  if (typeof want !== 'string' || !types.includes(want))
    report(path, `is never ${kindOf(want)}; ${known(types.map((type) => JSON.stringify(type)))}`);
}

function checkOperator(
  subject: Subject,
  operator: string,
  spec: Spec,
  path: Path,
  report: Report,
  checkItem: Check,
): void {
  const want = spec[operator];
  switch (operator) {
    case '$in':
    case '$nin':
      return checkList(subject, want, path, report);
    case '$all':
      return checkList(elementOf(subject), want, path, report);
    case '$size':
      return checkSize(want, path, report);
    case '$exists':
      return typeof want === 'boolean' ? undefined : report(path, `expected true or false, got ${kindOf(want)}`);
    case '$type':
      return checkType(subject.kind, want, path, report);
    case '$glob':
      return void checkPattern(want, path, report);
    case '$regex':
      return checkRegex(want, spec['$options'], path, report);
    case '$options':
      return checkOptions(want, '$regex' in spec, path, report);
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      // A text may be compared with any text, also where it only ever is one of a few.
      return checkOne({ kind: subject.kind }, want, path, report);
    case '$elemMatch':
      if (subject.kind === 'items') return checkItem(want, path, report);
      return checkNested(elementOf(subject), want, path, report, checkItem);
    case '$not':
      return checkNested(subject, want, path, report, checkItem);
    default:
      return checkPlain(subject, want, path, report);
  }
}

function checkNested(subject: Subject, want: unknown, path: Path, report: Report, checkItem: Check): void {
  if (path.length > MAX_DEPTH) return report(path, 'nested too deep');
  if (isObject(want)) return checkOperators(subject, want, path, report, checkItem);
  report(path, `expected operators, as in { "$gte": 3 }, got ${kindOf(want)}`);
}

/** Reports every mistake in the operators a fact is held against. */
export function checkOperators(subject: Subject, spec: Spec, path: Path, report: Report, checkItem: Check): void {
  const { kind } = subject;
  const fitting = [...OPERATORS].filter(([, { kinds }]) => kinds.includes(kind)).map(([name]) => name);
  if (Object.keys(spec).length === 0) report(path, `expected an operator; ${known(fitting)}`);
  for (const operator of Object.keys(spec)) {
    const at = [...path, operator];
    const definition = OPERATORS.get(operator);
    if (!definition) report(at, `unknown operator '${operator}'; ${known(OPERATORS.keys())}`);
    else if (!definition.kinds.includes(kind))
      report(at, `${operator} is not for this fact (${KIND_NAMES[kind]}); ${known(fitting)}`);
    else checkOperator(subject, operator, spec, at, report, checkItem);
  }
}
