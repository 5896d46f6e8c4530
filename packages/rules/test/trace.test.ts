import { describe, expect, it } from 'vitest';
import type { Condition } from '../src/index.ts';
import { DAY, makeEngine, makeRule, play, T0 } from './helpers.ts';

const when: Condition = {
  'cart.value': { $gte: 5, $lt: 10 },
  $or: [{ 'page.type': 'cart' }, { $nor: [{ 'page.type': 'home' }] }],
  'checkout.step': { $not: { $exists: true } },
};

describe('traces', () => {
  it('[DE7] have a bit for each leaf and a value for each fact in document order, those of other rules left out', () => {
    const engine = makeEngine(
      makeRule('other', { on: [{ signal: 'search' }], when: { 'visit.pages': 3 } }),
      makeRule('a', { when }),
    );
    const { decisions } = engine.step(engine.start(undefined, T0), {
      now: T0 + 7,
      facts: { 'cart.value': 7, 'page.type': 'cart', 'visit.pages': 3 },
      signal: { name: 'page_view' },
    });
    expect(decisions).toEqual([
      {
        kind: 'invite',
        rule: 'a',
        trace: {
          rule: 'a',
          entry: 0,
          signal: 'page_view',
          at: T0 + 7,
          bits: '11100',
          values: [7, 'cart', null],
          limits: [0, 0, 0, -1],
          losers: [],
        },
      },
    ]);
  });

  it('[DE7] tell what a rule saw that did not invite', () => {
    const engine = makeEngine(makeRule('a', { when }));
    const { decisions } = engine.step(engine.start(undefined, T0), {
      now: T0,
      facts: { 'cart.value': 12, 'checkout.step': 2 },
      signal: { name: 'page_view' },
    });
    expect(decisions).toEqual([
      {
        kind: 'suppress',
        rule: 'a',
        reason: 'condition',
        trace: {
          rule: 'a',
          entry: 0,
          signal: 'page_view',
          at: T0,
          bits: '10001',
          values: [12, null, 2],
          limits: [0, 0, 0, -1],
          reason: 'condition',
        },
      },
    ]);
  });

  it('[DE7] show that nobody looked at a rule that is switched off', () => {
    const engine = makeEngine(makeRule('a', { when, enabled: false }));
    const { decisions } = engine.step(engine.start(undefined, T0), {
      now: T0,
      facts: { 'cart.value': 7 },
      signal: { name: 'page_view' },
    });
    expect(decisions[0]?.trace).toMatchObject({
      bits: '-----',
      values: [null, null, null],
      reason: 'disabled',
    });
  });

  it('[DE7] have no leaf for an absent condition', () => {
    const engine = makeEngine(makeRule('a'));
    const { decisions } = engine.step(engine.start(undefined, T0), { now: T0, signal: { name: 'page_view' } });
    expect(decisions[0]?.trace).toMatchObject({ bits: '', values: [] });
  });

  it('[WA2] name the signal that started the wait', () => {
    const engine = makeEngine(makeRule('a', { on: [{ signal: 'view_cart', afterMs: 10 }] }));
    const { state } = engine.step(engine.start(undefined, T0), { now: T0, signal: { name: 'view_cart' } });
    const { decisions } = engine.step(state, { now: T0 + 12, signal: { name: 'page_view' } });
    expect(decisions[0]?.trace).toMatchObject({ signal: 'view_cart', at: T0 + 12 });
  });

  it('[WA2] name that signal also where another asks in the same step', () => {
    const engine = makeEngine(makeRule('a', { on: [{ signal: 'search' }, { signal: 'view_cart', afterMs: 10 }] }));
    const { state } = engine.step(engine.start(undefined, T0), { now: T0, signal: { name: 'view_cart' } });
    const { decisions } = engine.step(state, { now: T0 + 10, signal: { name: 'search' } });
    expect(decisions).toMatchObject([{ kind: 'invite', trace: { signal: 'view_cart' } }]);
  });

  it('[DE4] a rule that listens with and without a wait is judged once a step', () => {
    const engine = makeEngine(makeRule('a', { on: [{ signal: 'search', afterMs: 10 }, { signal: 'search' }] }));
    const first = engine.step(engine.start(undefined, T0), { now: T0, signal: { name: 'search' } });
    expect(first.decisions).toHaveLength(1);
    const both = engine.step(first.state, { now: T0 + 10, signal: { name: 'search' } });
    expect(both.decisions).toMatchObject([{ kind: 'suppress', reason: 'on_screen' }]);
    expect(both.wakeAt).toBe(T0 + 20);
  });

  it('[AR1] looks at every rule of a long playbook', () => {
    const rules = Array.from({ length: 40 }, (_, index) => makeRule(`r${index}`, { when: { 'visit.pages': index } }));
    const engine = makeEngine(...rules);
    const start = engine.start(undefined, T0);
    for (let pages = 0; pages < 40; pages++)
      expect(engine.step(start, { now: T0, facts: { 'visit.pages': pages } }).isArmed).toBe(true);
    expect(engine.step(start, { now: T0, facts: { 'visit.pages': 40 } }).isArmed).toBe(false);
  });

  it('[DE8] name at most eight losers, the strongest, and only of the one that won', () => {
    const rules = Array.from({ length: 12 }, (_, index) => makeRule(`r${index}`, { priority: index }));
    const { decisions } = makeEngine(...rules).step(makeEngine(...rules).start(undefined, T0), {
      now: T0,
      signal: { name: 'page_view' },
    });
    expect(decisions).toHaveLength(1);
    expect(decisions[0]?.trace.losers).toEqual([10, 9, 8, 7, 6, 5, 4, 3].map((index) => [`r${index}`, 'outranked']));
  });

  it('[DE8] name the entry that asked, and of a flow the last signal', () => {
    const engine = makeEngine(
      makeRule('a', { on: [{ signal: 'search' }, { flow: [{ signal: 'view_cart' }, { signal: 'login' }] }] }),
    );
    const { seen } = play(engine, [
      { now: T0, signal: { name: 'view_cart' } },
      { now: T0 + 1, signal: { name: 'login' } },
      { now: T0 + 2, signal: { name: 'search' } },
    ]);
    expect(seen.flatMap(({ decisions }) => decisions.map(({ trace }) => [trace.entry, trace.signal]))).toEqual([
      [1, 'login'],
      [0, 'search'],
    ]);
  });

  it('[DE8] tell the limits as they stood', () => {
    const engine = makeEngine(makeRule('a', { funnel: 3, limits: { perVisit: 5 } }), makeRule('b', { funnel: 4 }));
    const ask = (now: number) => ({ now, signal: { name: 'page_view' } });
    const shown = (now: number, rule: string) => ({ now, outcome: { rule, outcome: 'shown' as const } });
    // The last is 24 hours after the second.
    const { seen } = play(engine, [
      shown(T0, 'a'),
      shown(T0 + 1, 'x'),
      shown(T0 + 2, 'a'),
      ask(T0 + 3),
      ask(T0 + DAY + 1),
    ]);
    const limits = seen.map(({ decisions }) => decisions.map(({ trace }) => trace.limits));
    expect(limits[3]).toEqual([
      [3, 0, 3, 3],
      [3, 2, 3, 3],
    ]);
    // And so in another visit; only the third is within 24 hours.
    expect(limits[4]?.[0]).toEqual([0, 0, 3, 3]);
  });

  it('[DE7] cut texts and lists', () => {
    const engine = makeEngine(
      makeRule('a', { when: { 'page.title': { $ne: '' }, 'cart.skus': { $ne: 'x' }, 'page.path': 'x' } }),
    );
    const { decisions } = engine.step(engine.start(undefined, T0), {
      now: T0,
      facts: { 'page.title': 'x'.repeat(25), 'cart.skus': ['a', 'b'], 'page.path': 'y'.repeat(24) },
      signal: { name: 'page_view' },
    });
    expect(decisions[0]?.trace.values).toEqual([`${'x'.repeat(23)}…`, '#2', 'y'.repeat(24)]);
  });
});
