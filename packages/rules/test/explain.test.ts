import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../src/explain/index.ts';
import { ENGLISH } from '../src/explain/words.ts';
import { createEngine } from '../src/index.ts';
import type { Facts, Playbook, Rule, Trace } from '../src/index.ts';
import { FACTS } from '../src/schema/index.ts';
import { rules, facts as someFacts } from './arbitraries.ts';
import { makeEngine, makePlaybook, makeRule, readVectors, T0 } from './helpers.ts';

const demo: Playbook = { version: 'demo', ...(readVectors('demo-playbook.json') as Omit<Playbook, 'version'>) };

/** The first trace that a signal brings. */
function traceOf(rule: Rule, facts: Facts, signal = rule.on[0]?.signal ?? ''): Trace {
  const engine = makeEngine(rule);
  const { decisions } = engine.step(engine.start(undefined, T0), { now: T0, facts, signal: { name: signal } });
  const [first] = decisions;
  if (!first) throw new Error('nothing was decided');
  return first.trace;
}
const tell = (rule: Rule, facts: Facts, locale?: string, currency?: string) =>
  explain(rule, traceOf(rule, facts), locale, currency);
const ruleOf = (id: string): Rule => {
  const rule = demo.rules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};
const cart: Facts = {
  'page.type': 'checkout',
  'cart.currency': 'USD',
  'cart.value': 61_200,
  'reps.availability': 'now',
};

describe('explain', () => {
  it('[EX1] tells why a visitor was invited', () => {
    expect(tell(ruleOf('leaving-checkout'), cart)).toEqual([
      'Kind of page had to be “checkout”; it was “checkout”: yes.',
      'Cart currency had to be “USD”; it was “USD”: yes.',
      'Cart value had to be at least $500.00; it was $612.00: yes.',
      'Reps available had to be “now”; it was “now”: yes.',
      'On exit_intent: invited.',
    ]);
  });

  it('[EX1] tells why not, also of what was missing', () => {
    expect(tell(ruleOf('leaving-checkout'), { 'cart.value': 49_900, 'cart.currency': 'USD' })).toEqual([
      'Kind of page had to be “checkout”; it was not known: no.',
      'Cart currency had to be “USD”; it was “USD”: yes.',
      'Cart value had to be at least $500.00; it was $499.00: no.',
      'Reps available had to be “now”; it was not known: no.',
      'On exit_intent: not invited, because the condition did not hold.',
    ]);
  });

  it('[EX1] tells the wait', () => {
    const engine = createEngine(demo, { visitorSeed: 's' });
    const facts = { ...cart, 'checkout.step': 1 };
    const { state } = engine.step(engine.start(undefined, T0), { now: T0, facts, signal: { name: 'begin_checkout' } });
    const { decisions } = engine.step(state, { now: T0 + 20_000 });
    const lines = explain(
      ruleOf('lingering-at-checkout'),
      decisions[0]?.trace ?? traceOf(ruleOf('leaving-checkout'), {}),
    );
    expect(lines.at(-1)).toBe('On begin_checkout, 20 seconds later: invited.');
    expect(lines.at(2)).toBe('Checkout step had to be 1; it was 1: yes.');
  });

  it('[EX1] tells every operator in words', () => {
    const rule = makeRule('a', {
      when: {
        'visit.pages': { $eq: 1, $ne: 2, $lt: 3, $lte: 4, $gt: 5, $gte: 6, $in: [7, 8], $nin: [9] },
        'page.path': { $exists: true, $glob: '/a/*' },
        'checkout.step': { $exists: false },
        'cart.skus': ['x', 'y'],
      },
    });
    expect(
      tell(rule, { 'visit.pages': 1200, 'page.path': '/a/b', 'cart.skus': [] }).map((line) => line.replace(/;.*/, '')),
    ).toEqual([
      'Pages seen in this visit had to be 1',
      'Pages seen in this visit had to be other than 2',
      'Pages seen in this visit had to be under 3',
      'Pages seen in this visit had to be at most 4',
      'Pages seen in this visit had to be over 5',
      'Pages seen in this visit had to be at least 6',
      'Pages seen in this visit had to be one of 7 or 8',
      'Pages seen in this visit had to be none of 9',
      'Page path had to be known',
      'Page path had to match “/a/*”',
      'Checkout step had to be unknown',
      'Products in the cart had to be “x” or “y”',
      'On page_view: not invited, because the condition did not hold.',
    ]);
  });

  it('[EX1] has words for every fact and every reason', () => {
    expect([...ENGLISH.facts.keys()]).toEqual([...FACTS.keys()]);
    const rule = makeRule('a');
    const told = Object.keys(ENGLISH.reasons).map((reason) =>
      explain(rule, { ...traceOf(rule, {}), reason: reason as keyof typeof ENGLISH.reasons }).at(-1),
    );
    expect(new Set(told).size).toBe(10);
    expect(told).toContain('On page_view: not invited, because a stronger rule invited at the same moment.');
  });

  it('[EX1] gives one sentence a leaf and one more, for any rule', () => {
    fc.assert(
      fc.property(rules, someFacts, (list, facts) => {
        const engine = createEngine(makePlaybook(list), { visitorSeed: 's' });
        for (const name of ['exit_intent', 'begin_checkout', 'page_view']) {
          const { decisions } = engine.step(engine.start(undefined, T0), { now: T0, facts, signal: { name } });
          const traces = decisions.flatMap((one) => (one.kind === 'invite' ? [one.trace, ...one.losers] : [one.trace]));
          for (const trace of traces) {
            const rule = list.find(({ id }) => id === trace.rule);
            const lines = rule ? explain(rule, trace) : [];
            expect(lines).toHaveLength(trace.bits.length + 1);
            for (const line of lines) expect(line).not.toMatch(/undefined|NaN|\[object/);
          }
        }
      }),
    );
  });

  it.each<[string, Facts, string | undefined, string | undefined, string]>([
    ['as seen', { 'cart.value': 61_200, 'cart.currency': 'EUR' }, 'de', 'USD', 'at least 500,00 €; it was 612,00 €'],
    ['as wanted', { 'cart.value': 61_200 }, 'en', 'EUR', 'at least $500.00; it was $612.00'],
    [
      'without decimals',
      { 'cart.value': 61_200, 'cart.currency': 'JPY' },
      'en',
      undefined,
      'at least ¥50,000; it was ¥61,200',
    ],
    [
      'with three decimals',
      { 'cart.value': 61_200, 'cart.currency': 'KWD' },
      'en',
      undefined,
      'at least KWD 50.000; it was KWD 61.200',
    ],
    [
      'of no known currency',
      { 'cart.value': 61_200, 'cart.currency': '??' },
      'en',
      undefined,
      'at least 50,000 in minor units; it was 61,200 in minor units',
    ],
  ])('[EX2] money %s', (_name, facts, locale, currency, wanted) => {
    const line = tell(ruleOf('leaving-checkout'), facts, locale, currency)[2];
    expect(line?.replaceAll('\u{A0}', ' ')).toContain(wanted);
  });

  it('[EX2] money in the given currency where neither trace nor rule has one', () => {
    const rule = makeRule('a', { when: { 'cart.value': { $gte: 50_000 } } });
    expect(tell(rule, { 'cart.value': 1 }, 'en', 'USD')[0]).toContain('at least $500.00; it was $0.01');
    expect(tell(rule, { 'cart.value': 1 }, 'en')[0]).toContain(
      'at least 50,000 in minor units; it was 1 in minor units',
    );
  });

  it('[EX3] gives the verdict of the rule, not of the leaf', () => {
    const rule = makeRule('a', {
      when: {
        'cart.quantity': { $not: { $gte: 3 } },
        $nor: [{ 'page.type': 'home' }, { 'visit.pages': { $not: { $gte: 2 } } }],
        $or: [{ 'visit.device': 'phone' }, { 'visitor.orders': { $gte: 1 } }],
      },
    });
    const facts: Facts = {
      'cart.quantity': 1,
      'page.type': 'home',
      'visit.pages': 2,
      'visit.device': 'phone',
      'visitor.orders': 0,
    };
    expect(tell(rule, facts)).toEqual([
      'Pieces in the cart must not be at least 3; it was 1: yes.',
      'Kind of page must not be “home”; it was “home”: no.',
      'Pages seen in this visit had to be at least 2; it was 2: yes.',
      'One of several ways: Device had to be “phone”; it was “phone”: yes.',
      'One of several ways: Earlier orders had to be at least 1; it was 0: no.',
      'On page_view: not invited, because the condition did not hold.',
    ]);
  });

  it('[EX3] gives no verdict where nobody looked', () => {
    const rule = makeRule('a', { enabled: false, when: { 'visit.pages': 3 } });
    expect(tell(rule, { 'visit.pages': 3 })).toEqual([
      'Pages seen in this visit had to be 3; nobody looked: not decided.',
      'On page_view: not asked, because the rule is switched off.',
    ]);
  });

  it('[EX4] does not interpret the trace of another rule or version', () => {
    const trace = traceOf(makeRule('a', { when: { 'visit.pages': 3, 'cart.value': 1 } }), {});
    const expected = [
      'The trace is not of this version of the rule a, so its conditions cannot be told.',
      'On page_view: not invited, because the condition did not hold.',
    ];
    expect(explain(makeRule('a', { when: { 'visit.pages': 3 } }), trace)).toEqual(expected);
    expect(explain(makeRule('b', { when: { 'visit.pages': 3, 'cart.value': 1 } }), trace)[0]).toContain('rule b');
  });
});
