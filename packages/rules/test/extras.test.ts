import { describe, expect, it } from 'vitest';
import { createCoreEngine } from '../src/core.ts';
import { createEngine, needsOf } from '../src/index.ts';
import type { Playbook, Rule } from '../src/index.ts';
import { makePlaybook, makeRule, play, T0 } from './helpers.ts';

const of = (rest: Partial<Rule>, more: Partial<Playbook> = {}): Playbook => ({
  ...makePlaybook([makeRule('a', rest)]),
  ...more,
});

describe('the extras', () => {
  it.each<[string, Playbook]>([
    ['a wait', of({ on: [{ signal: 'search', afterMs: 9 }] })],
    ['a count', of({ on: [{ signal: 'search', count: 2 }] })],
    ['a flow', of({ on: [{ flow: [{ signal: 'search' }, { signal: 'login' }] }] })],
    ['a value to reach', of({ on: [{ signal: 'scroll_depth', atLeast: 50 }] })],
    ['a time of day', of({ on: [{ signal: 'clock', at: '12:00' }] })],
    ['a step that `begin_checkout` enters', of({ on: [{ signal: 'checkout_step', of: '1' }] })],
    ['a schedule', of({ schedule: { firstDay: '2026-01-01' } })],
    ['an audience', of({ audience: { experiment: 'x' } })],
    ['pages that never invite', of({}, { limits: { neverOn: ['/legal'] } })],
    ...['$all', '$size', '$elemMatch', '$type', '$regex', '$glob'].map((operator): [string, Playbook] => [
      operator,
      of({ when: { $or: [{ 'cart.skus': { $not: { [operator]: 'x' } } }] } }),
    ]),
    ...[
      'visit.seconds',
      'checkout.seconds',
      'checkout.errors',
      'checkout.rejectedCoupons',
      'visitor.orders',
      'visitor.daysSinceOrder',
      'visitor.conversations',
      'visitor.daysSinceConversation',
      'visitor.shown',
      'visitor.accepted',
      'visitor.declined',
      'visitor.dismissed',
      'visitor.doNotDisturb',
      'site.open',
      'site.hour',
      'site.weekday',
    ].map((fact): [string, Playbook] => [fact, of({ when: { $nor: [{ [fact]: 1 }] } })]),
  ])('[SI2] are needed for %s', (_name, playbook) => {
    expect(needsOf(playbook)).toContain('extras');
  });

  it('[SI2] are not needed for signals at once, plain comparisons and limits; the engine is the same', () => {
    const playbook = of({
      on: [{ signal: 'exit_intent', of: 'pointer' }, { signal: 'exit_intent' }],
      when: {
        $or: [
          { 'cart.value': { $gte: 5 }, 'page.type': { $in: ['cart', 'checkout'] } },
          { 'visitor.attributes.tier': 'gold' },
        ],
      },
      limits: { perVisit: 2, perVisitor: { times: 3, days: 9 } },
      funnel: 2,
    });
    expect(needsOf(playbook)).not.toContain('extras');
    const inputs = [
      { now: T0, facts: { 'cart.value': 7 }, signal: { name: 'page_view', of: 'cart' } },
      { now: T0 + 1, facts: { 'page.type': 'cart' }, signal: { name: 'exit_intent', of: 'pointer' } },
      { now: T0 + 2, outcome: { rule: 'a', outcome: 'shown' as const } },
      { now: T0 + 3, outcome: { rule: 'a', outcome: 'dismissed' as const } },
      { now: T0 + 4, signal: { name: 'exit_intent', of: 'touch' } },
    ];
    const core = play(createCoreEngine(playbook, 's', undefined), inputs).seen;
    const whole = play(createEngine(playbook, { visitorSeed: 's' }), inputs).seen;
    expect(whole.map(({ decisions }) => decisions.map(({ kind }) => kind))).toEqual([
      [],
      ['invite'],
      [],
      [],
      ['suppress'],
    ]);
    const isTold = ({ kind }: { readonly kind: string }): boolean => kind !== 'suppress';
    expect(core).toEqual(whole.map((step) => ({ ...step, decisions: step.decisions.filter(isTold) })));
  });
});
