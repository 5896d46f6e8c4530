import { FACTS, factOf } from '../catalogue/index.ts';
import type { FactDefinition } from '../catalogue/index.ts';
import { operators } from '../operators.ts';
import { isObject, kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

const JOINS = ['$and', '$or', '$nor'];
const OPERATORS = [...operators.keys(), '$not'];
/** Deeper than any sensible rule, shallower than any stack. */
const MAX_DEPTH = 10;
const MAX_LIST = 200;

/** Why a value can never be one of this fact's (such a comparison would never hold), or nothing. */
function valueProblem({ kind, values }: Pick<FactDefinition, 'kind' | 'values'>, value: unknown): string | undefined {
  if (kind === 'money') {
    const isWhole = Number.isSafeInteger(value);
    return isWhole ? undefined : `expected money as a whole number of minor units (cents), got ${kindOf(value)}`;
  }
  if (kind === 'number') return Number.isFinite(value) ? undefined : `expected a number, got ${kindOf(value)}`;
  if (typeof value !== 'string') return `expected a text, got ${kindOf(value)}`;
  return values && !values.includes(value) ? `unknown value '${value}'; ${known(values)}` : undefined;
}

function checkList(definition: FactDefinition, value: unknown, path: Path, report: Report): void {
  if (!Array.isArray(value)) return report(path, `expected a list, got ${kindOf(value)}`);
  if (value.length === 0 || value.length > MAX_LIST)
    report(path, `expected 1 to ${MAX_LIST} values, got ${value.length}`);
  value.slice(0, MAX_LIST).forEach((one, index) => {
    const problem = valueProblem(definition, one);
    if (problem) report([...path, index], problem);
  });
}

function checkValue(definition: FactDefinition, value: unknown, path: Path, report: Report): void {
  // A list is compared as a whole with a fact that is a list.
  if (definition.kind === 'texts' && Array.isArray(value)) return checkList(definition, value, path, report);
  const problem = valueProblem(definition, value);
  if (problem) report(path, problem);
}

function checkOperator(definition: FactDefinition, operator: string, want: unknown, path: Path, report: Report): void {
  switch (operator) {
    case '$in':
    case '$nin':
      return checkList(definition, want, path, report);
    case '$exists':
      return typeof want === 'boolean' ? undefined : report(path, `expected true or false, got ${kindOf(want)}`);
    case '$glob':
      if (definition.kind !== 'text' && definition.kind !== 'texts')
        return report(path, 'matches only texts, and this fact is a number');
      return typeof want === 'string' && want ? undefined : report(path, `expected a pattern, got ${kindOf(want)}`);
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte': {
      const problem = valueProblem({ kind: definition.kind }, want);
      return problem ? report(path, problem) : undefined;
    }
    default:
      return checkValue(definition, want, path, report);
  }
}

function checkOperators(
  definition: FactDefinition,
  spec: Readonly<Record<string, unknown>>,
  path: Path,
  report: Report,
): void {
  if (Object.keys(spec).length === 0) report(path, `expected an operator; ${known(OPERATORS)}`);
  for (const [operator, want] of Object.entries(spec)) {
    const at = [...path, operator];
    if (!OPERATORS.includes(operator)) report(at, `unknown operator '${operator}'; ${known(OPERATORS)}`);
    else if (operator !== '$not') checkOperator(definition, operator, want, at, report);
    else if (path.length >= MAX_DEPTH * 2) report(at, 'nested too deep');
    else if (isObject(want)) checkOperators(definition, want, at, report);
    else report(at, `expected operators, as in { "$not": { "$gte": 3 } }, got ${kindOf(want)}`);
  }
}

function checkFact(fact: string, spec: unknown, path: Path, report: Report): void {
  const definition = factOf(fact);
  if (!definition) return report(path, `unknown fact '${fact}'; ${known(FACTS.keys())}`);
  if (isObject(spec)) return checkOperators(definition, spec, path, report);
  return checkValue(definition, spec, path, report);
}

/** Reports every mistake in a condition: names, operands that cannot be, comparisons that could never hold. */
export function checkCondition(condition: unknown, path: Path, report: Report): void {
  if (!isObject(condition)) return report(path, `expected a condition object, got ${kindOf(condition)}`);
  if (path.length > MAX_DEPTH * 2) return report(path, 'nested too deep');
  for (const [key, spec] of Object.entries(condition)) {
    const at = [...path, key];
    if (!key.startsWith('$')) checkFact(key, spec, at, report);
    else if (!JOINS.includes(key)) report(at, `unknown operator '${key}'; ${known(JOINS)}, or the name of a fact`);
    else if (!Array.isArray(spec) || spec.length === 0)
      report(at, `expected a list of conditions, got ${kindOf(spec)}`);
    else spec.forEach((part, index) => checkCondition(part, [...at, index], report));
  }
}
