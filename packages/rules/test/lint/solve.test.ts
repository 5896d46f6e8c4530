import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/index.ts';
import type { Condition, Facts, FactValue } from '../../src/index.ts';
import { ofCondition } from '../../src/lint/formula/formula.ts';
import { patternOfGlob, patternOfRegex, someTextFits } from '../../src/lint/formula/patterns.ts';
import { canHold } from '../../src/lint/formula/solve.ts';
import { glob } from '../../src/glob.ts';
import { makePlaybook, makeRule, T0 } from '../helpers.ts';

const answer = (when: Condition) => canHold(ofCondition(when));

/** What the engine says of a condition for one record of facts after the other. */
function judgeOf(when: Condition): (facts: Facts) => boolean {
  const engine = createEngine(makePlaybook([makeRule('only', { when })]), { visitorSeed: 's' });
  const fresh = engine.start(undefined, T0);
  return (facts) =>
    engine.step(fresh, { now: T0, facts, signal: { name: 'page_view' } }).decisions[0]?.kind === 'invite';
}

const NUMBERS: readonly (FactValue | undefined)[] = [undefined, -1, 0, 1, 2, 3, 4, 5, 6];
/** What conditions name, and something between each two and behind the last. */
const ELEMENTS = ['A', 'AA', 'B', 'BB', 'C', 'Z'];
/** Neither the order of a list nor what it holds twice makes a difference. */
const LISTS = ELEMENTS.reduce<readonly string[][]>(
  (lists, one) => [...lists, ...lists.map((list) => [...list, one])],
  [[]],
);
/** Every value that could make a difference to the conditions below. */
const UNIVERSE: Readonly<Record<string, readonly (FactValue | undefined)[]>> = {
  'cart.value': NUMBERS,
  'visitor.identified': [undefined, true, false],
  'page.type': ['home', 'list', 'product', 'cart', 'checkout', 'confirmation', 'account', 'other'],
  'cart.skus': [undefined, ...LISTS],
};

const number = fc.integer({ min: 0, max: 4 });
const type = fc.constantFrom('home', 'product', 'cart');
const sku = fc.constantFrom('A', 'B', 'C');
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    'cart.value': fc.oneof(
      fc.record({ $gte: number, $lt: number }, { requiredKeys: [] }).filter((one) => Object.keys(one).length > 0),
      fc.record({ $gt: fc.constantFrom(0.5, 2.5, 3) }),
      fc.record({ $lte: fc.constantFrom(0.5, 1.5, 3) }),
      fc.record({ $nin: fc.array(number, { minLength: 1, maxLength: 3 }) }),
      fc.record({ $not: fc.record({ $gt: number, $exists: fc.boolean() }) }),
      number,
    ),
  }),
  fc.record({
    'visitor.identified': fc.oneof(
      fc.boolean(),
      fc.record({ $ne: fc.boolean() }),
      fc.record({ $exists: fc.boolean() }),
    ),
  }),
  fc.record({
    'page.type': fc.oneof(
      fc.record({ $in: fc.array(type, { minLength: 1, maxLength: 3 }) }),
      fc.record({ $not: fc.record({ $in: fc.array(type, { minLength: 1, maxLength: 3 }) }) }),
      fc.record({ $gt: type, $lte: type }),
      fc.record({ $regex: fc.constantFrom('^c', 'o', 't$'), $ne: type }),
    ),
  }),
  fc.record({
    'cart.skus': fc.oneof(
      sku,
      fc.record({ $ne: sku }),
      fc.record({
        $all: fc.array(sku, { minLength: 1, maxLength: 2 }),
        $nin: fc.array(sku, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ $elemMatch: fc.record({ $gte: sku, $lt: sku }) }),
      fc.record({ $elemMatch: fc.record({ $in: fc.array(sku, { minLength: 1 }), $ne: sku }) }),
      fc.record({ $not: fc.record({ $gte: sku }), $exists: fc.boolean() }),
    ),
  }),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ one: Condition }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ $and: fc.array(tie('one'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $and: fc.array(leaf, { minLength: 2, maxLength: 3 }) }),
    fc.record({ $or: fc.array(tie('one'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $nor: fc.array(tie('one'), { minLength: 1, maxLength: 2 }) }),
  ),
})).one;

/** Every record of the facts that a condition names. */
function* every(names: readonly string[]): Generator<Facts> {
  const [name, ...others] = names;
  if (name === undefined) return void (yield {});
  for (const value of UNIVERSE[name] ?? [])
    for (const rest of every(others)) yield value === undefined ? rest : { ...rest, [name]: value };
}

describe('whether a condition can hold', () => {
  it('[LT5] is decided as trying everything decides it', () => {
    const seen = { yes: 0, no: 0 };
    fc.assert(
      fc.property(condition, (when) => {
        const holds = judgeOf(when);
        const names = Object.keys(UNIVERSE).filter((name) => JSON.stringify(when).includes(`"${name}"`));
        // Four facts at once are thirty thousand records.
        fc.pre(!(names.length === 4));
        let isPossible = false;
        for (const facts of every(names)) if (holds(facts)) isPossible = true;
        const said = answer(when);
        expect(said).toBe(isPossible ? 'yes' : 'no');
        seen[said === 'yes' ? 'yes' : 'no'] += 1;
      }),
      { numRuns: 250 },
    );
    expect(seen.yes).toBeGreaterThan(50);
    expect(seen.no).toBeGreaterThan(20);
  });

  it('[LT5] looks through patterns exactly', () => {
    const part = fc.constantFrom('*', '**', 'a', 'b', '/');
    const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const letters = ['a', 'b', '/', 'x'];
    const texts = ['', ...letters];
    for (let length = 2; length <= 6; length++)
      texts.push(
        ...texts.filter((text) => text.length === length - 1).flatMap((text) => letters.map((one) => text + one)),
      );
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 3 }), fc.array(pattern, { maxLength: 2 }), (wanted, unwanted) => {
        const said = someTextFits(wanted.map(patternOfGlob), unwanted.map(patternOfGlob));
        const found = texts.some(
          (text) => wanted.every((one) => glob(one)(text)) && !unwanted.some((one) => glob(one)(text)),
        );
        // A text that is longer than those tried may still be there.
        if (found) expect(said).toBe('yes');
        if (said === 'no') expect(found).toBe(false);
        if (said === 'yes' && wanted.join('').length <= 4 && unwanted.join('').length <= 4) expect(found).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['^/p/', ['/p/', '/p/x/y'], ['/q/p/', '']],
    ['/p/$', ['/p/', 'x/p/'], ['/p/x']],
    ['a\\.b', ['a.b', 'xa.bx'], ['aab']],
    ['^/cart$', ['/cart'], ['/cart/', '/carts']],
    ['^/p/.*', ['/p/', '/p/x'], ['/']],
  ])('[LT5] reads the expression %s as the pattern it is', (source, yes, no) => {
    const pattern = patternOfRegex(source) ?? [];
    for (const text of yes) expect(someTextFits([pattern, text.split('')], []), text).toBe('yes');
    for (const text of no) expect(someTextFits([pattern, text.split('')], []), text).toBe('no');
    for (const text of [...yes, ...no]) expect(new RegExp(source).test(text)).toBe(yes.includes(text));
  });

  it.each(['[ab]', 'a|b', 'a+', '(a)', '^a.*b', 'a{2}', '\\d', 'a?', '\\bx'])(
    '[LT6] does not look into the expression %s',
    (source) => {
      expect(patternOfRegex(source)).toBeUndefined();
    },
  );

  it.each<[Condition]>([
    [{ 'page.path': { $regex: '^/[ab]+$', $not: { $regex: '^/a' } } }],
    [{ 'page.path': { $regex: '^/[ab]+$', $glob: '/c/**' } }],
    [{ 'page.title': { $regex: 'A', $options: 'i', $not: { $regex: '[a]' } } }],
  ])('[LT6] cannot tell of %j', (when) => {
    expect(answer(when)).toBe('unknown');
  });

  it.each<[Condition]>([
    [{ 'page.path': { $regex: '^/[ab]+$', $not: { $regex: '^/[ab]+$' } } }],
    [{ 'page.path': { $regex: '^/[ab]+$', $in: ['/c', '/cd'] } }],
    [{ 'page.title': { $gt: 'm', $lt: 'c' } }],
    [{ 'page.title': { $gte: 'm', $lt: 'm' } }],
    [{ 'visitor.attributes.tier': { $eq: 'gold', $exists: false } }],
    [{ 'visitor.attributes.points': { $gte: 10, $not: { $gt: 5 } } }],
    [{ 'cart.items': { $elemMatch: { price: { $gte: 500 } }, $not: { $elemMatch: { price: { $gt: 100 } } } } }],
    [{ 'cart.items': { $size: 0, $elemMatch: { sku: 'A' } } }],
    [{ 'cart.skus': { $size: 2, $not: { $size: 2 } } }],
    [{ 'cart.skus': { $eq: ['A', 'B'], $ne: 'B' } }],
    [{ 'cart.quantity': { $lt: 0 } }],
    [{ 'cart.quantity': { $type: 'string' } }],
  ])('[LT5] %j can never hold', (when) => {
    expect(answer(when)).toBe('no');
  });

  it.each<[Condition]>([
    // A list may have an element for each.
    [{ 'cart.skus': { $lt: 'B', $gt: 'X' } }],
    [{ 'visitor.attributes.points': { $gte: 10, $lt: 5 } }],
    // A shop's numbers need not be whole.
    [{ 'visitor.attributes.score': { $gt: 0, $not: { $gte: 1 } } }],
    [{ 'cart.value': { $lt: 0 } }],
    [{ 'cart.value': { $not: { $gte: 0 } }, 'cart.currency': { $ne: 'EUR' } }],
    [{ 'page.title': { $gte: 'm', $lte: 'm' } }],
    [{ 'page.path': { $not: { $regex: '^/[ab]+$' } } }],
  ])('[LT5] %j can hold', (when) => {
    expect(answer(when)).toBe('yes');
  });

  it('[LT6] gives up after so many combinations, and says so', () => {
    const pairs = (count: number): readonly Condition[] =>
      Array.from({ length: count }, (_, index) => ({
        $or: [{ [`visitor.attributes.a${index}`]: 1 }, { [`visitor.attributes.b${index}`]: 1 }],
      }));
    // The choice of three comes last, and only it shows that nothing fits.
    const hard = (count: number): Condition => ({
      'page.type': 'product',
      $and: [...pairs(count), { $or: [{ 'page.type': 'home' }, { 'page.type': 'cart' }, { 'page.type': 'list' }] }],
    });
    expect(answer(hard(10))).toBe('no');
    expect(answer(hard(30))).toBe('unknown');
    expect(canHold(ofCondition(hard(10)), undefined, 100)).toBe('unknown');
  });
});
