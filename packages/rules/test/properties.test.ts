import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armOf } from '../src/arms.ts';
import { createCoreEngine } from '../src/core.ts';
import { extras } from '../src/extras/index.ts';
import { createEngine, needsOf } from '../src/index.ts';
import type { Engine, EngineState, Playbook, StepInput } from '../src/index.ts';
import { glob } from '../src/glob.ts';
import { condition, facts } from './arbitraries/conditions.ts';
import { beginning, journey, moves } from './arbitraries/journeys.ts';
import { corePlaybook, heardPlaybook, playbook } from './arbitraries/playbooks.ts';
import { DAY, makeEngine, makeRule, MINUTE, play, SEEDS, T0, thaw } from './helpers.ts';
import { armPlainly } from './reference/arms.ts';
import { globPlainly, holdsPlainly } from './reference/conditions.ts';
import { fight } from './reference/duel.ts';

const engineOf = (of: Playbook): Engine<EngineState> => createEngine(of, { visitorSeed: 's' });

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** Goes through the journey, leaving the page before some steps; the next page tells its facts. */
function playCut(
  engine: Engine<EngineState>,
  inputs: readonly StepInput[],
  cuts: readonly boolean[],
  at: (state: EngineState, input: StepInput) => number,
) {
  let state = engine.start(undefined, T0);
  let page: StepInput['facts'] = {};
  return inputs.map((input, index) => {
    page = { ...page, ...input.facts };
    const isCut = cuts[index] === true;
    if (isCut) state = engine.start(thaw(engine.save(state)), at(state, input));
    const { state: next, ...told } = engine.step(state, isCut ? { ...input, facts: page } : input);
    state = next;
    return told;
  });
}

describe('the engine beside a plain reading of its rules', () => {
  it.each(SEEDS)('[CO12] conditions agree, however the facts came: %j', (seed) => {
    fc.assert(
      fc.property(condition, fc.array(facts, { minLength: 1, maxLength: 5 }), (when, stages) => {
        const engine = makeEngine(makeRule('only', { when }));
        let state = engine.start(undefined, T0);
        let before: Record<string, unknown> = {};
        for (const stage of stages) {
          const gone = Object.fromEntries(Object.keys(before).map((fact) => [fact, undefined]));
          const result = engine.step(state, { now: T0, facts: { ...gone, ...stage } });
          expect(result.isArmed).toBe(holdsPlainly(when, stage));
          state = result.state;
          before = stage;
        }
      }),
      { ...seed, numRuns: 1000 },
    );
  });

  it('[CO10] globs agree with trying everything', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '/', '?', '#'), { maxLength: 10 }).map((parts) => parts.join(''));
    const pattern = fc
      .array(fc.constantFrom('*', '**', 'a', 'b', '/', '?'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, text, (wanted, seen) => {
        expect(glob(wanted)(seen)).toBe(globPlainly(wanted, seen));
      }),
      { numRuns: 10_000 },
    );
  });

  it('[AM2] every visitor is in the arm that a plain reading gives', () => {
    const arms = [
      { id: 'a', share: 33.33 },
      { id: 'b', share: 0.01 },
      { id: 'none', share: 66.66, holdout: true },
    ];
    const experiments = [{ id: 'x', arms }];
    const rule = makeRule('r', { audience: { experiment: 'x' } });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (visitorSeed) => {
        const plain = armPlainly({ version: 'v1', rules: [rule], experiments }, rule, visitorSeed);
        expect(armOf({ id: 'x', arms }, visitorSeed)).toBe(plain);
      }),
      { numRuns: 20_000 },
    );
  });

  const duelOver = (playbooks: fc.Arbitrary<Playbook>) =>
    fc.record({
      playbook: playbooks,
      visitorSeed: fc.constantFrom('s', 't', 'u', 'v'),
      beginsAt: beginning,
      moves: fc.oneof(moves(MINUTE), moves(40 * MINUTE), moves(DAY)),
    });

  it.each(SEEDS)('whole journeys agree, to the last bit of every trace: %j', (seed) => {
    let invitations = 0;
    fc.assert(
      fc.property(duelOver(playbook), (duel) => {
        invitations += fight(createEngine(duel.playbook, duel), duel);
      }),
      { ...seed, numRuns: 150 },
    );
    // It says nothing if hardly anything is ever decided.
    expect(invitations).toBeGreaterThan(100);
  });

  it.each(SEEDS)('[SI2] and so they do on a page that has the extras alone: %j', (seed) => {
    let invitations = 0;
    fc.assert(
      fc.property(duelOver(playbook), (duel) => {
        invitations += fight(createCoreEngine(duel.playbook, duel.visitorSeed, extras), duel, true);
      }),
      { ...seed, numRuns: 150 },
    );
    expect(invitations).toBeGreaterThan(100);
  });

  it.each(SEEDS)('[SI2] and so they do without the extras, where none is needed: %j', (seed) => {
    let invitations = 0;
    fc.assert(
      fc.property(duelOver(corePlaybook), (duel) => {
        expect(needsOf(duel.playbook)).not.toContain('extras');
        invitations += fight(createCoreEngine(duel.playbook, duel.visitorSeed, undefined), duel, true);
      }),
      { ...seed, numRuns: 150 },
    );
    expect(invitations).toBeGreaterThan(100);
  });
});

describe('properties', () => {
  it.each(SEEDS)('[DE1] every state means forever what it meant, whichever is asked next: %j', (seed) => {
    fc.assert(
      fc.property(playbook, journey(DAY), fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (of, inputs, picks) => {
        const engine = engineOf(deepFreeze(of));
        // A tree of states: each step goes on from any of those that are there.
        const first = engine.start(undefined, T0);
        const tree: { readonly state: EngineState; readonly path: readonly StepInput[]; readonly saved: unknown }[] = [
          { state: first, path: [], saved: engine.save(first) },
        ];
        for (const pick of picks) {
          const from = tree[pick % tree.length];
          const input = from && inputs[from.path.length];
          if (!from || !input) continue;
          const { state, ...told } = engine.step(from.state, deepFreeze(input));
          const path = [...from.path, input];
          expect(engine.save(from.state)).toEqual(from.saved);
          const replayed = play(engineOf(of), path);
          expect(told).toEqual(replayed.seen.at(-1));
          tree.push({ state, path, saved: engine.save(state) });
        }
        for (const { state, saved } of tree) expect(engine.save(state)).toEqual(saved);
      }),
      { ...seed, numRuns: 40 },
    );
  });

  it.each(SEEDS)('[DE2] adding a rule that listens to other signals changes nothing: %j', (seed) => {
    fc.assert(
      fc.property(playbook, condition, journey(20 * MINUTE), fc.boolean(), (of, when, inputs, isFirst) => {
        const other = makeRule('other', { on: [{ signal: 'refund' }], when, funnel: 9 });
        const more = { ...of, rules: isFirst ? [other, ...of.rules] : [...of.rules, other] };
        const told = (one: Playbook) =>
          play(engineOf(one), inputs).seen.map(({ decisions, wakeAt }) => ({ decisions, wakeAt }));
        expect(told(more)).toEqual(told(of));
      }),
      { ...seed, numRuns: 150 },
    );
  });

  it.each(SEEDS)('[SA2] leaving the page anywhere in a visit changes nothing: %j', (seed) => {
    fc.assert(
      // All within one visit however it is cut: a page load more would otherwise rightly prolong it.
      fc.property(playbook, journey(MINUTE), fc.array(fc.boolean()), (of, inputs, cuts) => {
        const whole = play(engineOf(of), inputs).seen;
        expect(playCut(engineOf(of), inputs, cuts, (_state, { now }) => now)).toEqual(whole);
      }),
      { ...seed, numRuns: 150 },
    );
  });

  it.each(SEEDS)('[SA2] nothing of a state is lost over visits and days: %j', (seed) => {
    fc.assert(
      // Restored as of the last page load, so that the cut itself is none; what time begins would then begin again.
      fc.property(heardPlaybook, journey(2 * DAY), fc.array(fc.boolean()), (of, inputs, cuts) => {
        const engine = engineOf(of);
        const whole = play(engineOf(of), inputs).seen;
        const lastLoad = (state: EngineState): number => Number(engine.save(state)['loadedAt']);
        expect(playCut(engine, inputs, cuts, lastLoad)).toEqual(whole);
      }),
      { ...seed, numRuns: 150 },
    );
  });

  it.each(SEEDS)('[WA6] asked exactly when it says, or more often, it decides the same: %j', (seed) => {
    fc.assert(
      fc.property(playbook, journey(5 * MINUTE), fc.integer({ min: 500, max: 5500 }), (of, inputs, every) => {
        const waking = (idleMs: number) => {
          const engine = engineOf(of);
          let state = engine.start(undefined, T0);
          let wakeAt: number | undefined;
          let now = T0;
          const told: unknown[] = [];
          // The first step tells when to be asked next.
          for (const input of [{ now: T0 }, ...inputs]) {
            for (;;) {
              const next = Math.min(now + idleMs, wakeAt ?? Infinity);
              if (next >= input.now) break;
              now = next;
              const result = engine.step(state, { now });
              ({ state, wakeAt } = result);
              told.push(...result.decisions);
            }
            const result = engine.step(state, input);
            ({ state, wakeAt } = result);
            ({ now } = input);
            told.push(...result.decisions);
          }
          return told;
        };
        expect(waking(every)).toEqual(waking(Infinity));
      }),
      { ...seed, numRuns: 40 },
    );
  });
});
