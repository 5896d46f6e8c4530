import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../src/index.ts';
import type { Engine, EngineState, Rule, SavedState, StepInput } from '../src/index.ts';
import { glob } from '../src/glob.ts';
import { condition, facts, journey, rules } from './arbitraries.ts';
import { DAY, makeEngine, makeRule, MINUTE, play, T0, thaw } from './helpers.ts';
import { globPlainly, holdsPlainly } from './reference.ts';

const engineOf = (list: readonly Rule[]): Engine<EngineState> =>
  createEngine(
    { version: 'v1', rules: list, limits: { perVisit: 3, quietAfterDismissMs: MINUTE } },
    { visitorSeed: 's' },
  );

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** Goes through the journey, leaving the page before each step at which `isCut` is true. */
function playCut(
  engine: Engine<EngineState>,
  inputs: readonly StepInput[],
  isCut: (index: number) => boolean,
  at: (saved: SavedState, input: StepInput) => number,
) {
  let state = engine.start(undefined, T0);
  return inputs.map((input, index) => {
    if (isCut(index)) state = engine.start(thaw(engine.save(state)), at(engine.save(state), input));
    const { state: next, ...told } = engine.step(state, input);
    state = next;
    return told;
  });
}

describe('properties', () => {
  it('[CO12] the compiled conditions agree with plain recursion, however the facts came', () => {
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
      { numRuns: 3000 },
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
      { numRuns: 20_000 },
    );
  });

  it('[DE1] the same journey gives the same, and nothing given is changed', () => {
    fc.assert(
      fc.property(rules, journey(DAY), (list, inputs) => {
        const engine = engineOf(deepFreeze(list));
        const begin = engine.start(undefined, T0);
        let state = begin;
        const told: unknown[] = [];
        for (const input of inputs) {
          const before = deepFreeze(engine.save(state));
          const { state: next, ...first } = engine.step(state, deepFreeze(input));
          const saved = engine.save(next);
          expect(engine.save(state)).toEqual(before);
          const { state: again, ...second } = engine.step(state, input);
          expect(second).toEqual(first);
          expect(engine.save(again)).toEqual(saved);
          state = next;
          told.push(first);
        }
        // Also from the oldest state, when all the others came after it.
        expect(play(engine, inputs, begin).seen).toEqual(told);
        expect(play(engineOf(list), inputs).seen).toEqual(told);
      }),
    );
  });

  it('[DE2] adding a rule that listens to other signals changes nothing', () => {
    fc.assert(
      fc.property(rules, condition, journey(20 * MINUTE), (list, when, inputs) => {
        const more = [makeRule('other', { on: [{ signal: 'purchase' }], when, funnel: 9 }), ...list];
        const told = (of: readonly Rule[]) =>
          play(engineOf(of), inputs).seen.map(({ decisions, wakeAt }) => ({ decisions, wakeAt }));
        expect(told(more)).toEqual(told(list));
      }),
    );
  });

  it('[SA2] leaving the page anywhere in a visit changes nothing', () => {
    fc.assert(
      // All within one visit however it is cut: a page load more would otherwise rightly prolong it.
      fc.property(rules, journey(MINUTE), fc.array(fc.boolean()), (list, inputs, cuts) => {
        const whole = play(engineOf(list), inputs).seen;
        const cut = playCut(
          engineOf(list),
          inputs,
          (index) => cuts[index] === true,
          (_saved, { now }) => now,
        );
        expect(cut).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  it('[SA2] nothing of a state is lost over visits and days', () => {
    fc.assert(
      // Restored as of the last page load, so that the cut itself is none.
      fc.property(rules, journey(2 * DAY), fc.array(fc.boolean()), (list, inputs, cuts) => {
        const whole = play(engineOf(list), inputs).seen;
        const cut = playCut(
          engineOf(list),
          inputs,
          (index) => cuts[index] === true,
          (saved) => Number(saved['loadedAt']),
        );
        expect(cut).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  it('[WA6] asked exactly when it says, or more often, it decides the same', () => {
    fc.assert(
      fc.property(rules, journey(5 * MINUTE), fc.integer({ min: 1, max: 5000 }), (list, inputs, every) => {
        const waking = (idleMs: number) => {
          const engine = engineOf(list);
          let state = engine.start(undefined, T0);
          let wakeAt: number | undefined;
          let now = T0;
          const told: unknown[] = [];
          for (const input of inputs) {
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
        expect(waking(every + 500)).toEqual(waking(Infinity));
      }),
    );
  });
});
