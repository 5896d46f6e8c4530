import type { Condition, Facts } from '../../src/index.ts';
import type { Comparison } from './leaves.ts';

/** A place where we and mingo answer differently, on purpose. */
export interface Difference {
  readonly name: string;
  /** Why ours is right, or why the question cannot be put to mingo. */
  readonly reason: string;
  /** Whether a comparison is of this kind. */
  readonly concerns: (comparison: Comparison) => boolean;
  /** A case in which both differ today. */
  readonly witness: readonly [condition: Condition, facts: Facts];
  readonly ours: boolean;
  readonly theirs: boolean | 'throws';
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const isCondition = (want: unknown): boolean =>
  Object.keys(want as object).some((key) => !key.startsWith('$') || ['$and', '$or', '$nor'].includes(key));

/** All there are: the test fails for one that is missing here, and for one that is no more. */
export const DIFFERENCES: readonly Difference[] = [
  {
    name: '$glob',
    reason: 'is ours alone: MongoDB has no globs',
    concerns: ({ operator }) => operator === '$glob',
    witness: [{ 'page.path': { $glob: '/cart/*' } }, { 'page.path': '/cart/1' }],
    ours: true,
    theirs: 'throws',
  },
  {
    name: '$all of a plain value',
    reason:
      'is documented by MongoDB as the same as `$and` of `$eq`, which a plain value can fulfil; mingo wants a list',
    concerns: ({ operator, seen }) => operator === '$all' && isPlain(seen),
    witness: [{ 'page.type': { $all: ['cart'] } }, { 'page.type': 'cart' }],
    ours: true,
    theirs: false,
  },
  {
    name: '$type of a list',
    reason: 'looks at its elements too in MongoDB since 3.6; mingo looks at the list alone',
    concerns: ({ operator, seen }) => operator === '$type' && Array.isArray(seen),
    witness: [{ 'cart.skus': { $type: 'string' } }, { 'cart.skus': ['a'] }],
    ours: true,
    theirs: false,
  },
  {
    name: '$elemMatch of fields over a plain element',
    reason: 'cannot hold, a text has no fields; mingo takes the element itself for the field',
    concerns: ({ operator, seen, want }) =>
      operator === '$elemMatch' && Array.isArray(seen) && seen.some(isPlain) && isCondition(want),
    witness: [{ 'cart.skus': { $elemMatch: { sku: 'a' } } }, { 'cart.skus': ['a'] }],
    ours: false,
    theirs: true,
  },
  {
    name: 'a dotted path into a list',
    reason: 'is no fact: names are flat, so that a condition’s path is one lookup; `$elemMatch` looks into items',
    concerns: ({ of }) => of.startsWith('cart.items.'),
    witness: [{ 'cart.items.sku': 'a' }, { 'cart.items': [{ sku: 'a' }] }],
    ours: false,
    theirs: true,
  },
];
