import * as fc from 'fast-check';
import type { Condition, FactItem, Facts, FactValue, Operators } from '../../src/index.ts';

/** Few names and values, so that random conditions and facts meet. */
export const FACT_NAMES = ['page.path', 'cart.value', 'cart.skus', 'page.type', 'cart.items'] as const;
const FIELDS = ['sku', 'price', 'coupon'] as const;

const scalar = fc.constantFrom<string | number>('a', 'b', 'ab', 'A', '1', '', 0, 1, 2, -1);
const list = fc.array(scalar, { maxLength: 3 });
/** Fields in one order: an item is compared field by field, and MongoDB minds their order. */
const item: fc.Arbitrary<FactItem> = fc
  .record({ sku: scalar, price: scalar, coupon: fc.oneof(scalar, fc.boolean()) }, { requiredKeys: [] })
  .map((fields) =>
    Object.fromEntries(FIELDS.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]]))),
  );
const items = fc.array(fc.oneof({ arbitrary: item, weight: 5 }, { arbitrary: scalar, weight: 1 }), { maxLength: 3 });

export const factValue: fc.Arbitrary<FactValue> = fc.oneof(scalar, list, fc.boolean(), items);
export const facts: fc.Arbitrary<Facts> = fc.dictionary(fc.constantFrom(...FACT_NAMES), factValue);

const glob = fc.array(fc.constantFrom('*', '**', 'a', 'b', '/'), { maxLength: 5 }).map((parts) => parts.join(''));
const regex = fc.constantFrom('', 'a', '^a', 'b$', '^$', '^[ab]+$', '^(a|b)$', '1', '^.$', 'A');

/** Operators alone, some of which come with others that belong to them. */
const single = (tie: {
  readonly operators: fc.Arbitrary<Operators>;
  readonly element: fc.Arbitrary<Operators | Condition>;
}) =>
  fc.oneof<fc.Arbitrary<Operators>[]>(
    fc.record({ $eq: factValue }),
    fc.record({ $ne: factValue }),
    fc.record({ $lt: scalar }),
    fc.record({ $lte: scalar }),
    fc.record({ $gt: scalar }),
    fc.record({ $gte: scalar }),
    fc.record({ $in: list }),
    fc.record({ $nin: list }),
    fc.record({ $all: list }),
    fc.record({ $size: fc.nat(3) }),
    fc.record({ $elemMatch: tie.element }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $type: fc.constantFrom('string', 'number', 'bool', 'array', 'object') }),
    fc.record({ $regex: regex, $options: fc.constantFrom('i', '') }, { requiredKeys: ['$regex'] }),
    fc.record({ $glob: glob }),
    fc.record({ $not: tie.operators }),
  );

const tied = fc.letrec<{
  readonly operators: Operators;
  readonly element: Operators | Condition;
  readonly fields: Condition;
  readonly condition: Condition;
}>((tie) => {
  const joins = (of: 'condition' | 'fields') => [
    fc.record({ $or: fc.array(tie(of), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $and: fc.array(tie(of), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $nor: fc.array(tie(of), { minLength: 1, maxLength: 2 }) }),
  ];
  const over = (names: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...names), fc.oneof(factValue, tie('operators')), { minKeys: 1, maxKeys: 2 });
  return {
    operators: fc
      .array(single({ operators: tie('operators'), element: tie('element') }), { minLength: 1, maxLength: 2 })
      .map((parts): Operators => Object.assign({}, ...parts) as Operators),
    element: fc.oneof(tie('operators'), tie('fields')),
    fields: fc.oneof({ maxDepth: 2, depthIdentifier: 'fields' }, over(FIELDS), ...joins('fields')),
    condition: fc.oneof({ maxDepth: 3, depthIdentifier: 'condition' }, over(FACT_NAMES), ...joins('condition')),
  };
});
export const operators = tied.operators;
export const condition: fc.Arbitrary<Condition> = fc.oneof(
  { arbitrary: tied.condition, weight: 30 },
  { arbitrary: fc.constant({}), weight: 1 },
);
