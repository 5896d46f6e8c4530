import type { Cursor } from '../../src/ports/index.ts';
import { createClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** Few of everything, so that the clients meet. */
export const sites = ['site_1', 'site_2'] as const;
export const teams = ['team_1', 'team_2'] as const;
export const reps = ['rep_ada', 'rep_bob', 'rep_cy'] as const;
export const conversations = ['cnv_1', 'cnv_2', 'cnv_3'] as const;
export const nodes = ['n1', 'n2'] as const;

/** What the clients of a run share: chance, time, and what has been seen of the logs. */
export interface World {
  readonly random: Random;
  readonly clock: Clock;
  /** Cursors that were on a log once. */
  readonly cursors: Map<string, Cursor[]>;
  /** Records as some client last saw them: not always the newest. */
  readonly owners: Map<string, { readonly rep: string; readonly epoch: number; readonly claim: string }>;
  /** One of them, the first far more often than the others. */
  readonly conversation: () => string;
  /** A short text, sometimes an awkward one. */
  readonly text: () => string;
}

const texts = [
  '',
  'Is it sealed?',
  'Größe — 你好 🙂',
  '"\\\u0000\n\u2028',
  'x'.repeat(119).concat('🙂🙂'),
  'é'.repeat(200),
];

export function createWorld(random: Random): World {
  return {
    random,
    clock: createClock(random),
    cursors: new Map(),
    owners: new Map(),
    conversation: () => (random.chance(0.6) ? conversations[0] : random.pick(conversations)),
    text: () => (random.chance(0.15) ? random.pick(texts) : `t${random.below(1_000)}`),
  };
}
