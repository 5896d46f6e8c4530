import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../src/index.ts';
import type { Rule, SavedState } from '../src/index.ts';
import { journey, rules } from './arbitraries.ts';
import { DAY, makeEngine, makePlaybook, makeRule, MINUTE, play, T0, thaw } from './helpers.ts';

const waiting = makeRule('wait', {
  on: [{ signal: 'begin_checkout', afterMs: 20_000 }],
  when: { 'cart.value': { $gte: 5 } },
});
const engine = makeEngine(waiting, makeRule('now', { on: [{ signal: 'exit_intent' }] }));
const busy = play(engine, [
  { now: T0, facts: { 'cart.value': 9 }, signal: { name: 'begin_checkout' } },
  { now: T0 + 1, outcome: { rule: 'now', outcome: 'shown' } },
  { now: T0 + 2, outcome: { rule: 'now', outcome: 'declined' } },
]).state;
const hereOf = (saved: SavedState) => saved['here'] as { readonly runs: readonly unknown[] };
const damaged = (damage: object) => {
  const saved = engine.save(busy);
  return { ...saved, here: { ...hereOf(saved), ...damage }, declinedEndsAt: 0 };
};
/** As storage may hold anything, whatever the type says. */
const start = (saved: unknown) => engine.start(saved as SavedState | undefined, T0 + 5);
const reasonAtExit = (saved: unknown, now = T0 + 5): unknown =>
  engine.step(start(saved), { now, signal: { name: 'exit_intent' } }).decisions[0]?.trace.reason;

describe('saved state', () => {
  it('[SA1] is plain JSON', () => {
    const saved = engine.save(busy);
    expect(thaw(saved)).toEqual(saved);
    expect(saved.v).toBe(2);
  });

  it('[SA1] stays about 1 KB whatever happens', () => {
    const long = 'x'.repeat(2000);
    const list: Rule[] = Array.from({ length: 12 }, (_, index) =>
      makeRule(`a-rule-with-a-name-of-its-own-${index}`, {
        on: [{ signal: 'begin_checkout', afterMs: 20_000 + index }],
        when: { $or: [{ 'page.url': long }, { 'cart.skus': 'a' }, { [`fact.${index}`]: { $exists: true } }, {}] },
      }),
    );
    const many = createEngine(makePlaybook(list), { visitorSeed: 's' });
    const facts = {
      ...Object.fromEntries(list.map((_, index) => [`fact.${index}`, 'y'.repeat(40)])),
      'page.url': long,
      'cart.skus': Array.from({ length: 50 }, (_, index) => `sku-${index}`),
    };
    const { state } = play(many, [
      { now: T0, facts, signal: { name: 'begin_checkout' } },
      ...list.slice(0, 2).map(({ id }) => ({ now: T0 + 1, outcome: { rule: id, outcome: 'shown' as const } })),
    ]);
    const saved = many.save(state);
    expect(hereOf(saved).runs.length).toBe(12);
    expect(JSON.stringify(saved).length).toBeLessThan(1150);
  });

  it('[SA1] leaves out a fact that does not fit and keeps those that do', () => {
    const two = makeEngine(makeRule('a', { when: { 'page.url': 'x', 'cart.value': 9 } }));
    const { state } = play(two, [{ now: T0, facts: { 'page.url': 'x'.repeat(900), 'cart.value': 9 } }]);
    expect(two.save(state)['facts']).toEqual({ 'cart.value': 9 });
  });

  it('[SA1] holds no fact that no rule looks at', () => {
    const { state } = play(engine, [{ now: T0, facts: { 'page.title': 'Order 1234 of Jane Doe', 'cart.value': 9 } }]);
    expect(engine.save(state)['facts']).toEqual({ 'cart.value': 9 });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'v1'],
    ['a number', 7],
    ['a list', [1, 2]],
    ['an empty object', {}],
    ['another version of the format', { ...engine.save(busy), v: 3, declinedEndsAt: 0 }],
    ['waits that are none', damaged({ waits: 'soon' })],
    ['facts that are none', { ...engine.save(busy), facts: null, declinedEndsAt: 0 }],
    ['flows that are none', damaged({ flows: [[0, 0, null]] })],
    ['a wait without its end', damaged({ waits: [[0, 0]] })],
    ['peaks that are none', damaged({ peaks: { 'idle/': 'long' } })],
    ['an invitation without a time', { ...engine.save(busy), shown: [[5]], declinedEndsAt: 0 }],
    ['counts that are none', { ...engine.save(busy), told: { shown: 'often' }, declinedEndsAt: 0 }],
  ])('[SA3] %s is dropped', (_name, saved) => {
    expect(engine.save(start(saved))).toEqual(engine.save(start(undefined)));
  });

  it('[SA3] a wait for a rule or entry that is not there is dropped', () => {
    const waits = [
      [7, 0, T0 + 9, ''],
      [0, 7, T0 + 9, ''],
      [-1, 0.5, T0 + 9, ''],
    ];
    const saved = damaged({ waits, flows: [[7, 0, T0]] });
    expect(engine.step(start(saved), { now: T0 + 10 })).toMatchObject({ decisions: [], wakeAt: undefined });
  });

  it('[SA3] no state ever makes it throw, however one field was changed', () => {
    const junk = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, Number.NaN, Infinity, [[]], [[0]], { a: null }));
    const keys = Object.keys(engine.save(busy));
    fc.assert(
      fc.property(fc.constantFrom(...keys), junk, (key, value) => {
        const state = start({ ...engine.save(busy), [key]: value });
        const result = engine.step(state, {
          now: T0 + 30_000,
          signal: { name: 'exit_intent' },
          facts: { 'cart.value': 9 },
        });
        expect(engine.save(result.state).v).toBe(2);
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(junk, (value) => void engine.save(engine.step(start(value), { now: T0 }).state)));
  });

  it.each<[string, Record<string, unknown>]>([
    ['another version of the format', { v: 9 }],
    ['waits that are none', { here: { waits: 5 } }],
    ['counts that are none', { shown: [null] }],
    ['a broken instant', { quietEndsAt: 'later' }],
  ])('[SA4] a do-not-disturb beside %s is kept', (_name, damage) => {
    const saved = { ...engine.save(busy), ...damage };
    expect(reasonAtExit(saved)).toBe('declined');
    expect(reasonAtExit(saved, T0 + 2 + 180 * DAY)).toBe(undefined);
  });

  it('[SA4] and alone, as it is kept without a visitor id', () => {
    expect(reasonAtExit({ declinedEndsAt: T0 + DAY })).toBe('declined');
  });

  it('[SA4] but not one that is no instant', () => {
    expect(reasonAtExit({ declinedEndsAt: 'for ever' })).toBe(undefined);
    expect(reasonAtExit({ declinedEndsAt: Infinity })).toBe(undefined);
  });

  it('[SA5] what another version saved is as good as the own, but for its waits', () => {
    fc.assert(
      fc.property(rules, journey(10 * MINUTE), (list, inputs) => {
        const mine = createEngine(makePlaybook(list), { visitorSeed: 's' });
        const next = createEngine({ ...makePlaybook(list), version: 'v2' }, { visitorSeed: 's' });
        const { state } = play(mine, inputs);
        const later = (inputs.at(-1)?.now ?? T0) + 1;
        const { here, playbook, sum, ...kept } = mine.save(mine.start(thaw(mine.save(state)), later));
        expect(playbook).toBe('v1');
        const taken = next.save(next.start(thaw(mine.save(state)), later));
        expect(taken).toEqual({
          ...kept,
          here: { ...(here as object), runs: [] },
          playbook: 'v2',
          sum: taken['sum'],
        });
        expect(taken['sum']).not.toBe(sum);
      }),
    );
  });

  it('[DE1] the state of a page load keeps the facts it found, whatever came after', () => {
    const found = engine.start(thaw(engine.save(busy)), T0 + 5);
    const before = engine.save(found);
    const next = engine.step(found, { now: T0 + 6, facts: { 'cart.value': 1 } }).state;
    engine.step(next, { now: T0 + 7, facts: { 'cart.value': undefined } });
    expect(before['facts']).toEqual({ 'cart.value': 9 });
    expect(engine.save(found)).toEqual(before);
    expect(engine.save(next)['facts']).toEqual({ 'cart.value': 1 });
  });

  it('[SA6] what another tab showed counts here, waits and facts are each their own', () => {
    const here = play(engine, [{ now: T0, facts: { 'cart.value': 9 }, signal: { name: 'begin_checkout' } }]).state;
    const there = play(
      engine,
      [
        { now: T0 + 10, facts: { 'cart.value': 1 }, signal: { name: 'exit_intent' } },
        { now: T0 + 11, outcome: { rule: 'now', outcome: 'shown' } },
      ],
      engine.start(thaw(engine.save(here)), T0 + 9),
    ).state;
    expect(hereOf(engine.save(there)).runs).toEqual([]);
    const both = engine.adopt(here, thaw(engine.save(there)));
    const { decisions, wakeAt } = engine.step(both, { now: T0 + 12, signal: { name: 'exit_intent' } });
    expect(decisions).toMatchObject([{ kind: 'suppress', reason: 'on_screen' }]);
    expect(wakeAt).toBe(T0 + 20_000);
    const over = engine.step(both, { now: T0 + 13, outcome: { rule: 'now', outcome: 'withdrawn' } }).state;
    expect(engine.step(over, { now: T0 + 14, signal: { name: 'exit_intent' } }).decisions[0]?.trace.reason).toBe(
      'rule_limit',
    );
    const { sum, ...saved } = engine.save(both);
    expect({ ...saved, sum: 0 }).toEqual({
      ...engine.save(there),
      here: engine.save(here)['here'],
      facts: { 'cart.value': 9 },
      sum: 0,
    });
    expect(engine.save(engine.start(thaw(engine.save(both)), T0 + 12))).toMatchObject({ shown: saved['shown'] });
    expect(typeof sum).toBe('number');
  });

  it('[SA6] a chat opened in another tab lifts a no here', () => {
    const there = engine.step(start(engine.save(busy)), {
      now: T0 + 6,
      outcome: { outcome: 'conversation_opened' },
    }).state;
    const both = engine.adopt(busy, engine.save(there));
    expect(engine.step(both, { now: T0 + 7, signal: { name: 'exit_intent' } }).decisions[0]?.trace.reason).not.toBe(
      'declined',
    );
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a damaged state', { ...engine.save(busy), shown: 7 }],
    ['a foreign one', { v: 3 }],
  ])('[SA6] %s changes nothing', (_name, saved) => {
    expect(engine.adopt(busy, saved as SavedState | undefined)).toBe(busy);
  });
});
