import { describe, expect, it } from 'vitest';
import { operators } from '../src/operators.ts';
import { FACTS, parsePlaybook } from '../src/schema/index.ts';
import type { Problem } from '../src/schema/index.ts';

/** What is said of one condition. */
function when(condition: unknown): readonly Problem[] {
  const rule = { id: 'a', name: 'A', on: [{ signal: 'page_view' }], when: condition, invite: { text: { en: 'Hi' } } };
  const result = parsePlaybook({ rules: [rule] });
  return result.ok ? [] : result.problems;
}

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
    ['a pattern for a number', { 'cart.value': { $glob: '5*' } }, 'cart.value.$glob', 'matches only texts'],
    ['an empty pattern', { 'page.path': { $glob: '' } }, 'page.path.$glob', 'expected a pattern'],
    ['no operator', { 'cart.value': {} }, 'cart.value', 'expected an operator; known are'],
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

  it('[PB3] what can hold passes, for every fact and operator', () => {
    const sample = { text: 'x', texts: 'x', number: 1, money: 100 };
    for (const [fact, { kind, values }] of FACTS) {
      const value = values?.[0] ?? sample[kind];
      for (const operator of operators.keys()) {
        if (operator === '$glob' && typeof value === 'number') continue;
        const want = operator === '$exists' ? true : operator === '$in' || operator === '$nin' ? [value] : value;
        expect(when({ [fact]: { [operator]: want, $not: { [operator]: want } } }), `${fact} ${operator}`).toEqual([]);
      }
    }
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
