import type { Condition, Operators } from '../../playbook.ts';
import { allOf, oneOf } from './answer.ts';
import type { Answer } from './answer.ts';
import { domainOfElement, domainOfField } from './domain.ts';
import type { Domain, DomainOf } from './domain.ts';
import { all, ofCondition, ofFact } from './formula.ts';
import type { Formula, Leaf } from './formula.ts';
import { holdsFor } from './holds-for.ts';
import { numbersOf } from './numbers.ts';
import { someText } from './texts.ts';

/** Whether a formula over the fields of one element can hold. */
export type Solve = (formula: Formula, domainOf: DomainOf) => Answer;

const yesIf = (isSo: boolean): Answer => (isSo ? 'yes' : 'no');

/**
 * The same order with whole numbers, for facts whose numbers need not be whole: the n-th number that is named becomes 2n, what lies
 * between two of them the odd number between.
 */
function spread(leaves: readonly Leaf[]): readonly Leaf[] {
  const named = leaves.flatMap(({ want }): readonly unknown[] => (Array.isArray(want) ? want : [want]));
  const order = [...new Set(named.filter((one) => typeof one === 'number'))].sort((a, b) => a - b);
  const place = (want: unknown): unknown => (typeof want === 'number' ? order.indexOf(want) * 2 : want);
  return leaves.map((leaf) => ({ ...leaf, want: Array.isArray(leaf.want) ? leaf.want.map(place) : place(leaf.want) }));
}

/** Whether the fact can have one plain value for which all leaves hold. */
function somePlain({ kind, values, span }: Domain, leaves: readonly Leaf[]): Answer {
  switch (kind) {
    case 'number':
    case 'money':
      return yesIf(numbersOf(span, leaves).length > 0);
    case 'flag':
      return yesIf([true, false].some((flag) => leaves.every((leaf) => holdsFor(leaf, flag))));
    case 'text':
      return someText(values, leaves);
    case 'any':
      return oneOf([
        yesIf(numbersOf(span, spread(leaves)).length > 0),
        yesIf([true, false].some((flag) => leaves.every((leaf) => holdsFor(leaf, flag)))),
        someText(undefined, leaves),
      ]);
    case 'texts':
    case 'items':
      return 'unknown';
  }
}

/** Leaves that look at the list as a whole and not at its elements. */
const isWhole = ({ operator, want }: Leaf): boolean =>
  ['$exists', '$size', '$type'].includes(operator) || (operator === '$eq' && Array.isArray(want));

const sizesClash = (leaves: readonly Leaf[]): boolean => {
  const [first, ...others] = leaves.filter(({ operator }) => operator === '$size');
  if (!first) return false;
  const wanted = [first, ...others].filter(({ holds }) => holds);
  return (
    wanted.some(({ want }) => want !== wanted[0]?.want) ||
    [first, ...others].some(({ holds, want }) => !holds && want === wanted[0]?.want)
  );
};

/** What a leaf asks of the element that answers it. */
function ofElement({ kind }: Domain, leaf: Leaf): Formula {
  if (leaf.operator !== '$elemMatch') return { ...leaf, fact: '' };
  if (kind === 'items') return ofCondition(leaf.want as Condition, leaf.holds);
  return ofFact('', leaf.want as Operators, leaf.holds);
}

/**
 * A list: each leaf that must hold needs an element of its own, for which none of the opposites hold; more elements are always to be had.
 * So it fails only where one of them fails alone.
 */
function someList(domain: Domain, leaves: readonly Leaf[], solve: Solve): Answer {
  const given = leaves.find(({ operator, want, holds }) => holds && operator === '$eq' && Array.isArray(want));
  if (given) return yesIf(leaves.every((leaf) => holdsFor(leaf, given.want as readonly string[])));
  if (sizesClash(leaves)) return 'no';
  const single = leaves.filter((leaf) => !isWhole(leaf));
  const wanted = single.filter(({ holds }) => holds);
  if (wanted.length && leaves.some(({ operator, want, holds }) => holds && operator === '$size' && want === 0))
    return 'no';
  const unwanted = single.filter(({ holds }) => !holds).map((leaf) => ofElement(domain, leaf));
  const domainOf = domain.kind === 'items' ? domainOfField : domainOfElement;
  return allOf(wanted.map((leaf) => solve(all(ofElement(domain, leaf), ...unwanted), domainOf)));
}

/** What a shop's own fact may be: one plain value, or a list of such, each element as above. */
function someAny(domain: Domain, leaves: readonly Leaf[]): Answer {
  // Conditions on elements of a list whose kind is not known are not looked into.
  const seen = leaves.filter((leaf) => !isWhole(leaf) && leaf.operator !== '$elemMatch');
  const unwanted = seen.filter(({ holds }) => !holds);
  return allOf(seen.filter(({ holds }) => holds).map((leaf) => somePlain(domain, [leaf, ...unwanted])));
}

/** Whether the fact can be such that all leaves hold. */
export function fits(domain: Domain, leaves: readonly Leaf[], solve: Solve): Answer {
  // A missing fact answers every opposite, and nothing else.
  if (!domain.isAlwaysThere && leaves.every(({ holds }) => !holds)) return 'yes';
  if (leaves.some(({ operator, holds }) => operator === '$exists' && !holds)) return 'no';
  if (domain.kind === 'any') return someAny(domain, leaves);
  if (domain.kind === 'texts' || domain.kind === 'items') return someList(domain, leaves, solve);
  return somePlain(domain, leaves);
}
