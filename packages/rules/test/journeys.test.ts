import { describe, expect, it } from 'vitest';
import { createEngine } from '../src/index.ts';
import type { Decision, FactValue, Outcome, Playbook, Signal } from '../src/index.ts';
import { readVectors, T0, thaw, vectorNames } from './helpers.ts';

/** `at` and `wakeAt` in milliseconds from the journey's start. A step without `invite` or `suppress` expects no decision. */
interface Step {
  readonly at: number;
  readonly signal?: string | Signal;
  /** `null` removes one. */
  readonly facts?: Readonly<Record<string, FactValue | null>>;
  readonly outcome?: { readonly outcome: Outcome; readonly rule?: string };
  /** The page was left and another one loaded. */
  readonly load?: true;
  /** So it was, and it brought another playbook. */
  readonly publish?: Playbook;
  readonly expect?: {
    readonly invite?: string;
    readonly losers?: Readonly<Record<string, string>>;
    readonly suppress?: Readonly<Record<string, string>>;
    readonly wakeAt?: number | null;
    readonly isArmed?: boolean;
  };
}
interface Journey {
  readonly name: string;
  readonly playbook: Playbook | string;
  readonly steps: readonly Step[];
}

const playbookOf = (playbook: Playbook | string): Playbook =>
  typeof playbook === 'string'
    ? { version: 'demo', ...(readVectors(playbook) as Omit<Playbook, 'version'>) }
    : playbook;

/** Rule and reason of each, in the order told. */
function summary(decisions: readonly Decision[]): unknown {
  const [first] = decisions;
  if (first?.kind === 'invite') {
    expect(decisions).toHaveLength(1);
    return { invite: first.rule, losers: first.trace.losers };
  }
  return { suppress: decisions.map((one) => [one.rule, one.trace.reason]) };
}

function wanted({ invite, losers = {}, suppress = {} }: NonNullable<Step['expect']>): unknown {
  return invite === undefined ? { suppress: Object.entries(suppress) } : { invite, losers: Object.entries(losers) };
}

describe.each(vectorNames('journeys-'))('%s', (file) => {
  it.each(readVectors(file) as readonly Journey[])('$name', ({ playbook, steps }) => {
    const options = { visitorSeed: 'seed' };
    let engine = createEngine(playbookOf(playbook), options);
    let state = engine.start(undefined, T0);
    for (const { at, signal, facts, outcome, load, publish, expect: expected = {} } of steps) {
      const now = T0 + at;
      const saved = thaw(engine.save(state));
      if (publish) engine = createEngine(publish, options);
      if (publish ?? load) state = engine.start(saved, now);
      const changes =
        facts && Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, value ?? undefined]));
      const result = engine.step(state, {
        now,
        ...(signal !== undefined && { signal: typeof signal === 'string' ? { name: signal } : signal }),
        ...(changes && { facts: changes }),
        ...(outcome && { outcome }),
      });
      const where = `at ${at}`;
      expect(summary(result.decisions), where).toEqual(wanted(expected));
      if (expected.wakeAt !== undefined)
        expect(result.wakeAt, where).toBe(expected.wakeAt === null ? undefined : T0 + expected.wakeAt);
      if (expected.isArmed !== undefined) expect(result.isArmed, where).toBe(expected.isArmed);
      state = result.state;
    }
  });
});

/** What only vectors prove, so that a rule whose vectors get lost is missed. */
const ONLY_IN_VECTORS = {
  'journeys-decisions.json': ['[AR1]', '[DE2]', '[DE3]', '[DE4]', '[DE5]', '[DE6]'],
  'journeys-limits.json': [
    '[LI1]',
    '[LI2]',
    '[LI3]',
    '[LI4]',
    '[LI5]',
    '[LI6]',
    '[LI7]',
    '[LI8]',
    '[LI9]',
    '[LI10]',
    '[LI11]',
  ],
  'journeys-quotas.json': ['[LI3]', '[LI13]', '[LI14]', '[LI15]'],
  'journeys-times.json': ['[LI16]', '[SG7]', '[FA4]'],
  'journeys-facts.json': ['[FA1]', '[FA2]', '[FA3]', '[WA3]', '[DW1]'],
  'listening.json': [
    '[SG1]',
    '[SG2]',
    '[SG3]',
    '[SG4]',
    '[SG5]',
    '[SG6]',
    '[DW2]',
    '[DW3]',
    '[DW4]',
    '[DW5]',
    '[DW6]',
    '[DW7]',
  ],
  'journeys-visits.json': ['[VI1]', '[VI2]', '[VI3]', '[SA5]'],
  'journeys-waits.json': ['[WA1]', '[WA2]', '[WA3]', '[WA4]', '[WA5]', '[WA6]', '[WA7]'],
};
describe.each(Object.entries(ONLY_IN_VECTORS))('%s', (file, rules) => {
  it.each(rules)('%s has journeys', (rule) => {
    const rows = readVectors(file) as readonly (Journey | readonly [name: string])[];
    const names = rows.map((row) => ('name' in row ? row.name : row[0]));
    expect(names.filter((name) => name.startsWith(`${rule} `))).not.toEqual([]);
  });
});
