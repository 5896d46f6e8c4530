import { FACTS, ITEM_FIELDS } from '../catalogue/index.ts';
import { fieldOf, subjectOf } from './forms.ts';
import type { Subject } from './forms.ts';
import { checkOperators, MAX_DEPTH } from './operators.ts';
import { JOINS } from './operator-table.ts';
import { checkPlain } from './operand.ts';
import { isObject, kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

/** What the keys of a condition name: facts of the visit, or fields of an item of the cart. */
interface Names {
  readonly what: string;
  readonly all: Iterable<string>;
  readonly find: (name: string) => Subject | undefined;
}

const facts: Names = { what: 'fact', all: [...FACTS.keys()], find: subjectOf };
const fields: Names = { what: 'field', all: [...ITEM_FIELDS.keys()], find: fieldOf };

function checkName(names: Names, name: string, spec: unknown, path: Path, report: Report): void {
  const subject = names.find(name);
  if (!subject) return report(path, `unknown ${names.what} '${name}'; ${known(names.all)}`);
  if (isObject(spec)) return checkOperators(subject, spec, path, report, checkItem);
  checkPlain(subject, spec, path, report);
}

function checkOver(names: Names, condition: unknown, path: Path, report: Report): void {
  if (!isObject(condition)) return report(path, `expected a condition object, got ${kindOf(condition)}`);
  if (path.length > MAX_DEPTH) return report(path, 'nested too deep');
  for (const [key, spec] of Object.entries(condition)) {
    const at = [...path, key];
    if (!key.startsWith('$')) checkName(names, key, spec, at, report);
    else if (!JOINS.has(key))
      report(at, `unknown operator '${key}'; ${known(JOINS.keys())}, or the name of a ${names.what}`);
    else if (!Array.isArray(spec) || spec.length === 0)
      report(at, `expected a list of conditions, got ${kindOf(spec)}`);
    else spec.forEach((part, index) => checkOver(names, part, [...at, index], report));
  }
}

/** Reports every mistake in a condition over the fields of an item. */
const checkItem = (condition: unknown, path: Path, report: Report): void => checkOver(fields, condition, path, report);

/** Reports every mistake in a condition: names, operands that cannot be, comparisons that could never hold. */
export const checkCondition = (condition: unknown, path: Path, report: Report): void =>
  checkOver(facts, condition, path, report);
