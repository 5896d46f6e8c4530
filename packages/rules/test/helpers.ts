import { readdirSync, readFileSync } from 'node:fs';
import { createEngine } from '../src/index.ts';
import type { Condition, Engine, EngineState, Facts, Playbook, Rule, SavedState, StepInput } from '../src/index.ts';

export const T0 = Date.UTC(2026, 10, 2, 12);
export const MINUTE = 60_000;
export const DAY = 86_400_000;

const vectors = new URL('vectors/', import.meta.url);

/** Vectors are plain JSON without types, so that engines in other languages can run them. */
export const readVectors = (name: string): unknown => JSON.parse(readFileSync(new URL(name, vectors), 'utf8'));
export const vectorNames = (prefix: string): string[] => readdirSync(vectors).filter((name) => name.startsWith(prefix));

export const makeRule = (id: string, rest: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  on: [{ signal: 'page_view' }],
  invite: { text: { en: 'Hi' } },
  ...rest,
});

export const makePlaybook = (rules: readonly Rule[], limits: Playbook['limits'] = {}): Playbook => ({
  version: 'v1',
  limits,
  rules,
});

export const makeEngine = (...rules: Rule[]): Engine<EngineState> =>
  createEngine(makePlaybook(rules), { visitorSeed: 'seed' });

/** What the engine says of one condition. */
export function holds(when: Condition, facts: Facts): boolean {
  const engine = makeEngine(makeRule('only', { when }));
  const { decisions } = engine.step(engine.start(undefined, T0), { now: T0, facts, signal: { name: 'page_view' } });
  return decisions[0]?.kind === 'invite';
}

/** As a page's storage would give it back. */
export const thaw = (saved: SavedState): SavedState => JSON.parse(JSON.stringify(saved)) as SavedState;

/** Runs steps one after another and gives what came out of each, without states. */
export function play(engine: Engine<EngineState>, inputs: readonly StepInput[], from = engine.start(undefined, T0)) {
  let state = from;
  const seen = inputs.map((input) => {
    const { state: next, ...told } = engine.step(state, input);
    state = next;
    return told;
  });
  return { seen, state };
}

/** Seeds of a property: two that are always the same, so that a fault stays found, and a new one each time, which fast-check prints when it fails. */
export const SEEDS = [{ seed: 1 }, { seed: 2 }, {}] as const;
