import { describe, expect, it } from 'vitest';
import { FACTS, OPERATORS, parsePlaybook } from '../src/schema/index.ts';
import type { FactDefinition, Problem } from '../src/schema/index.ts';

/** What is said of one condition. */
function when(condition: unknown): readonly Problem[] {
  const rule = { id: 'a', name: 'A', on: [{ signal: 'page_view' }], when: condition, invite: { text: { en: 'Hi' } } };
  const result = parsePlaybook({ rules: [rule] });
  return result.ok ? [] : result.problems;
}

const SAMPLES = { text: 'x', texts: 'x', number: 1, money: 100, flag: true, items: 'x', any: 'gold' } as const;
const TYPES = {
  text: 'string',
  texts: 'array',
  number: 'number',
  money: 'number',
  flag: 'bool',
  items: 'array',
  any: 'object',
} as const;

const OWN = new Map([
  ['page.path', '/cart'],
  ['cart.currency', 'EUR'],
  ['visit.country', 'DE'],
]);

/** What this operator can want of this fact. */
function operand(operator: string, fact: string, { kind, values }: FactDefinition): unknown {
  const value = values?.[0] ?? OWN.get(fact) ?? SAMPLES[kind];
  switch (operator) {
    case '$in':
    case '$nin':
    case '$all':
      return [value];
    case '$size':
      return 2;
    case '$exists':
      return false;
    case '$type':
      return TYPES[kind];
    case '$options':
      return 'i';
    case '$elemMatch':
      return kind === 'items' ? { sku: 'x', $or: [{ price: { $lt: 100 } }] } : { $gte: value };
    case '$not':
      return { $exists: true };
    default:
      return value;
  }
}

/** `$options` stands beside a pattern only. */
const beside = (operator: string): object => (operator === '$options' ? { $regex: 'x' } : {});

describe('conditions of the playbook file', () => {
  it.each<[string, unknown, string, string]>([
    ['money as a fraction', { 'cart.value': { $gte: 499.99 } }, 'cart.value.$gte', 'whole number of minor units'],
    ['money as a text', { 'cart.value': { $gte: '500' } }, 'cart.value.$gte', 'got "500"'],
    ['a text for a number', { 'visit.pages': '3' }, 'visit.pages', 'expected a number, got "3"'],
    ['a number for a text', { 'page.path': 3 }, 'page.path', 'expected a text, got 3'],
    ['null', { 'page.path': null }, 'page.path', 'expected a text, got null'],
    [
      'a value outside the list',
      { 'reps.availability': 'yes' },
      'reps.availability',
      "unknown value 'yes'; known are now, soon, none",
    ],
    [
      'one of several values outside the list',
      { 'page.type': { $in: ['cart', 'basket'] } },
      'page.type.$in[1]',
      "unknown value 'basket'",
    ],
    ['no values', { 'page.type': { $in: [] } }, 'page.type.$in', 'expected 1 to 200 values, got 0'],
    ['one value for several', { 'page.type': { $nin: 'cart' } }, 'page.type.$nin', 'expected a list, got "cart"'],
    ['a list for one value', { 'page.type': ['cart'] }, 'page.type', 'expected a text, got a list'],
    ['$exists by word', { 'page.type': { $exists: 'yes' } }, 'page.type.$exists', 'expected true or false, got "yes"'],
    [
      'a pattern for a number',
      { 'cart.value': { $glob: '5*' } },
      'cart.value.$glob',
      '$glob is not for this fact (money); known are $eq,',
    ],
    ['an empty pattern', { 'page.path': { $glob: '' } }, 'page.path.$glob', 'expected a pattern'],
    ['no operator', { 'cart.value': {} }, 'cart.value', 'expected an operator; known are'],
    [
      'a currency in small letters',
      { 'cart.currency': 'usd' },
      'cart.currency',
      'three capital letters, such as EUR, got "usd"',
    ],
    [
      'a country by name',
      { 'visit.country': { $in: ['DE', 'Austria'] } },
      'visit.country.$in[1]',
      'two capital letters',
    ],
    [
      'a path without its slash',
      { 'page.path': { $ne: 'cart' } },
      'page.path.$ne',
      'expected a path, which begins with /',
    ],
    [
      'a list operator for a number',
      { 'visit.pages': { $all: [1] } },
      'visit.pages.$all',
      'is not for this fact (number)',
    ],
    ['$all of one value', { 'cart.skus': { $all: 'a' } }, 'cart.skus.$all', 'expected a list, got "a"'],
    ['half a size', { 'cart.items': { $size: 1.5 } }, 'cart.items.$size', 'expected a whole number from 0 to 1000'],
    ['a size by operator', { 'cart.items': { $size: { $gt: 1 } } }, 'cart.items.$size', 'got an object'],
    ['items by value', { 'cart.items': 'bag' }, 'cart.items', 'is looked at by $elemMatch, $size and $exists'],
    [
      'an item without a condition',
      { 'cart.items': { $elemMatch: 'bag' } },
      'cart.items.$elemMatch',
      'expected a condition',
    ],
    [
      'an operator for an item',
      { 'cart.items': { $elemMatch: { $gt: 1 } } },
      'cart.items.$elemMatch.$gt',
      'the name of a field',
    ],
    [
      'money of an item as a fraction',
      { 'cart.items': { $elemMatch: { price: 9.99 } } },
      'cart.items.$elemMatch.price',
      'minor units',
    ],
    ['a value for elements', { 'cart.skus': { $elemMatch: 'a' } }, 'cart.skus.$elemMatch', 'expected operators'],
    [
      'a list within an element',
      { 'cart.skus': { $elemMatch: { $size: 1 } } },
      'cart.skus.$elemMatch.$size',
      'is not for this fact (text)',
    ],
    [
      'a type it never is',
      { 'visit.pages': { $type: 'string' } },
      'visit.pages.$type',
      'is never "string"; known are "number"',
    ],
    [
      'a type that is none',
      { 'visitor.attributes.a': { $type: 'int' } },
      'visitor.attributes.a.$type',
      'is never "int"',
    ],
    ['a flag by word', { 'visitor.identified': 'yes' }, 'visitor.identified', 'expected true or false, got "yes"'],
    [
      'a list for an attribute',
      { 'visitor.attributes.a': ['x'] },
      'visitor.attributes.a',
      'expected a text, a number, true or false',
    ],
    ['a band that is none', { 'reps.teams.team_a': 'later' }, 'reps.teams.team_a', "unknown value 'later'"],
    [
      'options without a pattern',
      { 'page.path': { $options: 'i' } },
      'page.path.$options',
      'is for `$regex` beside it',
    ],
    ['other options', { 'page.path': { $regex: 'a', $options: 'g' } }, 'page.path.$options', 'expected "i"'],
    ['an expression that is none', { 'page.path': { $regex: '(a' } }, 'page.path.$regex', 'a ( without its )'],
    [
      'an expression that may take very long',
      { 'page.path': { $regex: '(a+)+$' } },
      'page.path.$regex',
      'may take very long',
    ],
    ['no expression', { 'page.path': { $regex: 5 } }, 'page.path.$regex', 'expected a pattern of 1 to 500 characters'],
    ['$not of a value', { 'cart.value': { $not: 5 } }, 'cart.value.$not', 'expected operators'],
    ['$not of nothing', { 'cart.value': { $not: {} } }, 'cart.value.$not', 'expected an operator; known are'],
    ['a join of nothing', { $or: [] }, '$or', 'expected a list of conditions'],
    ['a join of one condition', { $or: {} }, '$or', 'expected a list of conditions, got an object'],
    ['a condition in a join that is none', { $or: [5] }, '$or[0]', 'expected a condition object, got 5'],
  ])('[PB3] %s', (_name, condition, path, message) => {
    expect(when(condition)).toEqual([
      { path: `rules[0].when.${path}`, message: expect.stringContaining(message) as string },
    ]);
  });

  it('[PB3] what can hold passes, for every fact and every operator of its kind', () => {
    let tried = 0;
    for (const [fact, definition] of FACTS) {
      for (const [operator, { kinds }] of OPERATORS) {
        const problems = when({
          [fact.replace('*', 'own')]: { ...beside(operator), [operator]: operand(operator, fact, definition) },
        });
        if (kinds.includes(definition.kind)) expect(problems, `${fact} ${operator}`).toEqual([]);
        else expect(problems[0]?.message, `${fact} ${operator}`).toContain('is not for this fact');
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(700);
    expect(when({ 'cart.skus': ['a', 'b'] })).toEqual([]);
    expect(when({})).toEqual([]);
  });

  it('[PB3] a condition may nest, but not without end', () => {
    let nested: object = { 'page.type': 'cart' };
    for (let depth = 0; depth < 9; depth++) nested = { $and: [nested] };
    expect(when(nested)).toEqual([]);
    for (let depth = 0; depth < 5000; depth++) nested = { $and: [nested] };
    expect(when(nested)).toMatchObject([{ message: 'nested too deep' }]);
    let operator: object = { $eq: 'cart' };
    for (let depth = 0; depth < 5000; depth++) operator = { $not: operator };
    expect(when({ 'page.type': operator })).toMatchObject([{ message: 'nested too deep' }]);
  });
});
