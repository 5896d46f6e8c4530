import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Condition, Facts } from '../src/index.ts';
import { holds, makeEngine, makeRule, readVectors, vectorNames } from './helpers.ts';

type Row = readonly [name: string, condition: Condition, facts: Facts, expected: boolean];
const rows = vectorNames('conditions').flatMap((file) => readVectors(file) as readonly Row[]);

/** Every key that begins with a dollar in the types of operators and conditions: what a playbook may say. */
const vocabulary = [
  ...new Set(
    readFileSync(new URL('../src/playbook.ts', import.meta.url), 'utf8').match(/(?<=readonly )\$\w+(?=\??:)/g),
  ),
];

/** The facts (or fields of items) that an operator is held against somewhere in a condition. */
function factsUnder(operator: string, condition: unknown, fact = ''): readonly string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([key, inside]: [string, unknown]) => {
    const isDollar = /^(\$|\d)/.test(key);
    const deeper = factsUnder(operator, inside, isDollar ? fact : key);
    if (key !== operator) return deeper;
    return [fact, ...namesIn(inside), ...deeper].filter(Boolean);
  });
}

const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inside]) => [...(/^(\$|\d)/.test(key) ? [] : [key]), ...namesIn(inside)])
    : [];

describe('conditions', () => {
  it.each(rows)('%s', (_name, condition, facts, expected) => {
    expect(holds(condition, facts)).toBe(expected);
  });

  it.each([
    '[CO1]',
    '[CO2]',
    '[CO3]',
    '[CO4]',
    '[CO5]',
    '[CO6]',
    '[CO7]',
    '[CO8]',
    '[CO9]',
    '[CO10]',
    '[CO13]',
    '[CO14]',
    '[CO15]',
    '[CO16]',
    '[CO17]',
  ])('%s has rows', (rule) => {
    const about = rows.filter(([name]) => name.startsWith(`${rule} `));
    expect(new Set(about.map(([, , , expected]) => expected))).toEqual(new Set([true, false]));
  });

  it('rows have a name each', () => {
    expect(rows.map(([name]) => name).filter((name, index, all) => all.indexOf(name) < index)).toEqual([]);
  });

  it('[CO1] an absent condition holds', () => {
    const engine = makeEngine(makeRule('always'));
    expect(engine.step(engine.start(undefined, 0), { now: 0 }).isArmed).toBe(true);
  });

  it('the vocabulary is read from the types', () => {
    expect(vocabulary).toHaveLength(20);
    expect(vocabulary).toContain('$elemMatch');
    expect(vocabulary).toContain('$nor');
  });

  it.each(vocabulary)('%s has a row that holds, one that does not and one with its fact missing', (operator) => {
    const about = rows.filter(([, condition]) => factsUnder(operator, condition).length > 0);
    const isMissing = ([, condition, facts]: Row): boolean =>
      factsUnder(operator, condition).some((name) => name.includes('.') && !Object.hasOwn(facts, name));
    const told = about.filter((row) => !isMissing(row)).map(([, , , expected]) => expected);
    expect(new Set(told)).toEqual(new Set([true, false]));
    expect(about.filter(isMissing)).not.toEqual([]);
  });

  it('[CO10] a glob of many stars takes no powers of time', () => {
    // A backtracking regular expression would not come back from this.
    const text = 'a'.repeat(400);
    expect(holds({ 'page.path': { $glob: `${'**a'.repeat(30)}b` } }, { 'page.path': text })).toBe(false);
    expect(holds({ 'page.path': { $glob: `${'*a'.repeat(30)}b` } }, { 'page.path': text })).toBe(false);
    expect(holds({ 'page.path': { $glob: `${'**a*a'.repeat(15)}b` } }, { 'page.path': text })).toBe(false);
  });

  it.each<[string, unknown, string]>([
    ['beside a fact', { 'cart.value': { $gtee: 5 } }, '$gtee'],
    ['inside $not', { 'cart.value': { $not: { $near: 5 } } }, '$near'],
    ['inside $elemMatch', { 'cart.items': { $elemMatch: { price: { $over: 5 } } } }, '$over'],
    ['as a join', { $xor: [{}] }, '$xor'],
    ['nested', { $and: [{}, { $or: [{ 'page.type': { $is: 'cart' } }] }] }, '$is'],
    ['without its dollar', { 'cart.value': { gte: 5 } }, 'gte'],
    ['named as a method of objects', { 'cart.value': { toString: 5 } }, 'toString'],
    ['where there is one only elsewhere', { $gte: 5 }, '$gte'],
  ])('[CO11] an unknown operator %s throws with its name', (_name, when, name) => {
    expect(() => makeEngine(makeRule('fine'), makeRule('wrong', { when: when as Condition }))).toThrow(
      `unknown operator ${name}`,
    );
  });
});
