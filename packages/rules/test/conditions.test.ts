import { describe, expect, it } from 'vitest';
import type { Condition, Facts } from '../src/index.ts';
import { operators } from '../src/operators.ts';
import { holds, makeEngine, makeRule, readVectors } from './helpers.ts';

type Row = readonly [name: string, condition: Condition, facts: Facts, expected: boolean];
const rows = readVectors('conditions.json') as readonly Row[];

describe('conditions', () => {
  it.each(rows)('%s', (_name, condition, facts, expected) => {
    expect(holds(condition, facts)).toBe(expected);
  });

  it.each(['[CO1]', '[CO2]', '[CO3]', '[CO4]', '[CO5]', '[CO6]', '[CO7]', '[CO8]', '[CO9]', '[CO10]'])(
    '%s has rows',
    (rule) => {
      const about = rows.filter(([name]) => name.startsWith(`${rule} `));
      expect(new Set(about.map(([, , , expected]) => expected))).toEqual(new Set([true, false]));
    },
  );

  it('[CO1] an absent condition holds', () => {
    const engine = makeEngine(makeRule('always'));
    expect(engine.step(engine.start(undefined, 0), { now: 0 }).isArmed).toBe(true);
  });

  it('[CO2] the vectors have a row that holds, one that does not and one with a missing fact for every operator', () => {
    for (const operator of [...operators.keys(), '$not', '$and', '$or', '$nor']) {
      const about = rows.filter(([, condition]) => JSON.stringify(condition).includes(`"${operator}":`));
      expect(
        about.some(([, , , expected]) => expected),
        `${operator} holds`,
      ).toBe(true);
      expect(
        about.some(([, , , expected]) => !expected),
        `${operator} fails`,
      ).toBe(true);
      expect(
        about.some(([name, , facts]) => name.includes('missing') && Object.keys(facts).length < 2),
        `${operator} missing`,
      ).toBe(true);
    }
  });

  it('[CO10] a glob of many stars takes no powers of time', () => {
    // A backtracking regular expression would not come back from this.
    const text = 'a'.repeat(400);
    expect(holds({ 'page.path': { $glob: `${'**a'.repeat(30)}b` } }, { 'page.path': text })).toBe(false);
    expect(holds({ 'page.path': { $glob: `${'*a'.repeat(30)}b` } }, { 'page.path': text })).toBe(false);
    expect(holds({ 'page.path': { $glob: `${'**a*a'.repeat(15)}b` } }, { 'page.path': text })).toBe(false);
  });

  it.each<[string, unknown, string]>([
    ['beside a fact', { 'cart.value': { $gtee: 5 } }, 'rules[1].when.cart.value.$gtee'],
    ['inside $not', { 'cart.value': { $not: { $near: 5 } } }, 'rules[1].when.cart.value.$not.$near'],
    ['as a join', { $xor: [{}] }, 'rules[1].when.$xor'],
    [
      'nested',
      { $and: [{}, { $or: [{ 'page.type': { $is: 'cart' } }] }] },
      'rules[1].when.$and[1].$or[0].page.type.$is',
    ],
    ['without its dollar', { 'cart.value': { gte: 5 } }, 'rules[1].when.cart.value.gte'],
    ['named as a method of objects', { 'cart.value': { toString: 5 } }, 'rules[1].when.cart.value.toString'],
    ['where there is one only elsewhere', { $gte: 5 }, 'rules[1].when.$gte'],
  ])('[CO11] an unknown operator %s throws with its path', (_name, when, path) => {
    expect(() => makeEngine(makeRule('fine'), makeRule('wrong', { when: when as Condition }))).toThrow(
      `${path}: unknown operator`,
    );
  });
});
