import { describe, expect, it } from 'vitest';
import { armOf, createEngine } from '../src/index.ts';
import type { Audience, Experiment, StepInput } from '../src/index.ts';
import { DAY, makePlaybook, makeRule, play, T0 } from './helpers.ts';

const experiment: Experiment = {
  id: 'greeting',
  arms: [
    { id: 'short', share: 40 },
    { id: 'long', share: 40 },
    { id: 'none', share: 20, holdout: true },
  ],
};
/** A visitor of each arm. */
const seedOf = (arm: string): string => {
  const seeds = Array.from({ length: 100 }, (_, index) => `vis_${index}`);
  return seeds.find((seed) => armOf(experiment, seed).id === arm) ?? '';
};
const engineOf = (seed: string, audience: Audience, rest: Parameters<typeof makePlaybook>[1] = {}) =>
  createEngine(
    {
      ...makePlaybook(
        [
          makeRule('weak', { on: [{ signal: 'search' }] }),
          makeRule('tried', { on: [{ signal: 'search' }], audience, priority: 1, limits: { perVisit: 2 } }),
          makeRule('deep', { on: [{ signal: 'login' }], funnel: 1 }),
        ],
        rest,
      ),
      experiments: [experiment],
    },
    { visitorSeed: seed },
  );
const search: StepInput = { now: T0, signal: { name: 'search' } };

describe('audiences', () => {
  it.each([
    ['short', { experiment: 'greeting' }, 'invite'],
    ['long', { experiment: 'greeting' }, 'invite'],
    ['none', { experiment: 'greeting' }, 'hold_out'],
    ['short', { experiment: 'greeting', arms: ['short'] }, 'invite'],
    ['none', { experiment: 'greeting', arms: ['short'] }, 'hold_out'],
  ])('[AM4, AM5] a visitor of %s with %j: %s', (arm, audience, kind) => {
    const { seen } = play(engineOf(seedOf(arm), audience), [search]);
    const losers = [['weak', 'outranked']];
    expect(seen[0]?.decisions).toMatchObject([{ kind, rule: 'tried', trace: { arm, losers } }]);
  });

  it('[AM4] another arm’s visitors are not invited by this rule, but by others', () => {
    const { seen } = play(engineOf(seedOf('long'), { experiment: 'greeting', arms: ['short'] }), [search]);
    expect(seen[0]?.decisions).toMatchObject([
      { kind: 'invite', rule: 'weak', trace: { losers: [['tried', 'audience']] } },
    ]);
    expect(seen[0]?.decisions[0]?.trace).not.toHaveProperty('arm');
  });

  it('[AM5] who is held out is not disturbed, and it counts for every limit', () => {
    const engine = engineOf(seedOf('none'), { experiment: 'greeting' }, { perVisit: 1 });
    const { seen, state } = play(engine, [search, { now: T0 + 1, signal: { name: 'login' } }]);
    expect(seen[0]).toMatchObject({ wakeAt: undefined, isArmed: false });
    expect(seen[1]?.decisions).toMatchObject([
      { kind: 'suppress', reason: 'visit_limit', trace: { limits: [1, 0, 1, 0] } },
    ]);
    const later = play(engine, [{ ...search, now: T0 + DAY }], engine.start(engine.save(state), T0 + DAY)).seen[0]
      ?.decisions;
    expect(later).toMatchObject([{ kind: 'hold_out', trace: { limits: [0, 0, 1, -1] } }]);
  });

  it('[AM5] no outcome is waited for: a deeper rule may invite at once', () => {
    const engine = engineOf(seedOf('none'), { experiment: 'greeting' });
    const { seen } = play(engine, [search, { now: T0 + 1, signal: { name: 'login' } }, { ...search, now: T0 + 2 }]);
    expect(seen[1]?.decisions).toMatchObject([{ kind: 'invite', rule: 'deep' }]);
    expect(seen[2]?.decisions).toMatchObject([{ reason: 'on_screen' }, { reason: 'on_screen' }]);
  });
});
