import type { FactDefinition } from '../catalogue/index.ts';
import type { Operators } from '../playbook.ts';

export type Kind = FactDefinition['kind'];

export interface OperatorDefinition {
  readonly meaning: string;
  /** Facts of which kinds can be held against it. */
  readonly kinds: readonly Kind[];
  /** A condition, as it stands in a playbook. */
  readonly example: string;
}

const ALL: readonly Kind[] = ['text', 'texts', 'number', 'money', 'flag', 'items', 'any'];
const SINGLE: readonly Kind[] = ['text', 'texts', 'number', 'money', 'flag', 'any'];
const ORDERED: readonly Kind[] = ['text', 'texts', 'number', 'money', 'any'];
const LISTS: readonly Kind[] = ['texts', 'items', 'any'];
const WRITTEN: readonly Kind[] = ['text', 'texts', 'any'];

const table = {
  $eq: { kinds: SINGLE, meaning: 'Is the same value. A plain value means this.', example: '{ "page.type": "cart" }' },
  $ne: {
    kinds: SINGLE,
    meaning: 'Is another value, or not there.',
    example: '{ "cart.currency": { "$ne": "USD" } }',
  },
  $lt: {
    kinds: ORDERED,
    meaning: 'Is less: numbers with numbers, texts with texts.',
    example: '{ "cart.quantity": { "$lt": 3 } }',
  },
  $lte: { kinds: ORDERED, meaning: 'Is less, or the same.', example: '{ "visit.pages": { "$lte": 2 } }' },
  $gt: { kinds: ORDERED, meaning: 'Is more.', example: '{ "visitor.orders": { "$gt": 0 } }' },
  $gte: { kinds: ORDERED, meaning: 'Is more, or the same.', example: '{ "cart.value": { "$gte": 50000 } }' },
  $in: { kinds: SINGLE, meaning: 'Is one of these.', example: '{ "page.type": { "$in": ["cart", "checkout"] } }' },
  $nin: {
    kinds: SINGLE,
    meaning: 'Is none of these, or not there.',
    example: '{ "visit.country": { "$nin": ["US", "CA"] } }',
  },
  $all: {
    kinds: ['texts', 'any'],
    meaning: 'The list has all of these, in whatever order.',
    example: '{ "cart.skus": { "$all": ["BAG-1", "STRAP-2"] } }',
  },
  $size: { kinds: LISTS, meaning: 'The list has so many elements.', example: '{ "cart.items": { "$size": 1 } }' },
  $elemMatch: {
    kinds: LISTS,
    meaning:
      'One element fits all of it: operators for a list of values, a condition over the fields for a list of items.',
    example: '{ "cart.items": { "$elemMatch": { "category": "Bags", "price": { "$gte": 20000 } } } }',
  },
  $exists: {
    kinds: ALL,
    meaning: 'Is there at all (`true`) or not (`false`). `0`, `false` and an empty text are there.',
    example: '{ "visit.campaign": { "$exists": true } }',
  },
  $type: {
    kinds: ALL,
    meaning:
      'Is of this type: `string`, `number`, `bool`, `array` or `object`. For what the shop tells of its visitors.',
    example: '{ "visitor.attributes.points": { "$type": "number" } }',
  },
  $regex: {
    kinds: WRITTEN,
    meaning: 'A regular expression finds something in it, anywhere unless anchored.',
    example: '{ "page.path": { "$regex": "^/[a-z]{2}/sale" } }',
  },
  $options: {
    kinds: WRITTEN,
    meaning: 'Beside `$regex`: `i` ignores upper and lower case.',
    example: '{ "page.title": { "$regex": "gift", "$options": "i" } }',
  },
  $glob: {
    kinds: WRITTEN,
    meaning: 'The whole text fits: `*` is anything within one segment (no `/`, `?`, `#`), `**` anything at all.',
    example: '{ "page.path": { "$glob": "/collections/**" } }',
  },
  $not: {
    kinds: ALL,
    meaning: 'The operators inside, taken together, do not hold. Holds for a fact that is not there where they do not.',
    example: '{ "page.path": { "$not": { "$glob": "/help/**" } } }',
  },
} as const satisfies Record<keyof Operators, OperatorDefinition>;

/** Everything a fact can be held against. docs/rules.md is made from this table. */
export const OPERATORS: ReadonlyMap<string, OperatorDefinition> = new Map<string, OperatorDefinition>(
  Object.entries(table),
);

/** What joins conditions. */
export const JOINS: ReadonlyMap<string, Omit<OperatorDefinition, 'kinds'>> = new Map([
  ['$and', { meaning: 'All of these conditions hold.', example: '{ "$and": [{ "page.type": "cart" }, …] }' }],
  ['$or', { meaning: 'One of these conditions holds, at least.', example: '{ "$or": [{ "page.type": "cart" }, …] }' }],
  ['$nor', { meaning: 'None of these conditions holds.', example: '{ "$nor": [{ "page.type": "account" }, …] }' }],
]);

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  text: 'text',
  texts: 'list of texts',
  number: 'number',
  money: 'money',
  flag: 'true or false',
  items: 'list of items',
  any: 'what the shop tells',
};

/** What `$type` can say of a fact that is there: anything else would never hold. An element of a list counts too. */
export const TYPES: Readonly<Record<Kind, readonly string[]>> = {
  text: ['string'],
  texts: ['array', 'string'],
  number: ['number'],
  money: ['number'],
  flag: ['bool'],
  items: ['array', 'object'],
  any: ['string', 'number', 'bool', 'array', 'object'],
};
