import { createRandom } from './random.ts';
import type { Random } from './random.ts';

/** One thing that happens, said in numbers, so that a life can be written down, cut short and lived again. */
export interface Action {
  /** Milliseconds from the beginning. */
  readonly at: number;
  readonly does: Deed;
  /** Who, of how many there are; what, of how much; how long, of how long it may be: all from 0 to 1. */
  readonly who: number;
  readonly what: number;
  readonly long: number;
}

/** What differs between whole lives. */
export interface Temper {
  readonly nodes: number;
  readonly latencyMs: number;
  readonly storeLatencyMs: number;
  readonly syncMs: number;
  readonly lostBells: number;
  readonly skewMs: readonly number[];
  /** By visitor: one socket for all tabs. */
  readonly isSharing: readonly boolean[];
  /** By visitor: pages on plain http, where a tab takes over the outboxes of living ones. */
  readonly isLockless?: readonly boolean[];
  /** By rep: writes into conversations without looking at them. */
  readonly isBlind?: readonly boolean[];
}

export interface Plan {
  readonly seed: number;
  readonly temper: Temper;
  readonly actions: readonly Action[];
}

/** How often each comes, before a life has its own taste; what is no fault is work. */
const work = { say: 10, reply: 10, note: 3, blank: 2, read: 3, assign: 6, lose: 3, resolve: 1, tab: 1 } as const;
const faults = {
  reset: 2,
  silent: 1,
  'half-open': 2,
  stall: 1,
  offline: 1,
  crash: 2,
  hide: 1,
  show: 1,
  sleep: 1,
  'kill node': 1,
  'lose node': 0.5,
  'freeze node': 1,
  drain: 1,
  'freeze store': 1,
  'crash store': 1,
  'fail over': 1,
  'lose bells': 1,
  burst: 0.5,
} as const;

export type Work = keyof typeof work;
export type Fault = keyof typeof faults;
export type Deed = Work | Fault;

export const faultNames = Object.keys(faults) as readonly Fault[];

/** How long trouble lasts. Milliseconds. */
export const troubledMs = 7_000;

export function createPlan(seed: number): Plan {
  const random = createRandom(seed, 'plan');
  const temper = { ...createTemper(random), ...createHabits(createRandom(seed, 'habits')) };
  const actions: Action[] = [];
  const deeds = taste(random);
  const total = deeds.reduce((sum, [, weight]) => sum + weight, 0);
  const every = 150 + random.next() * 700;
  for (let at = random.next() * 300; at < troubledMs; at += random.next() * every) {
    let left = random.next() * total;
    const [does] = deeds.find(([, weight]) => (left -= weight) <= 0) ?? ['say' as const];
    actions.push({ at: Math.round(at), does, who: random.next(), what: random.next(), long: random.next() });
  }
  return { seed, temper, actions };
}

/** Lives differ in kind and not only in luck: in each, some faults come often and most never. */
function taste(random: Random): readonly (readonly [Deed, number])[] {
  const kept = random.pick([0.15, 0.3, 0.6]);
  const all = [
    ...(Object.entries(work) as [Work, number][]),
    ...(Object.entries(faults) as [Fault, number][])
      .filter(() => random.chance(kept))
      .map(([name, weight]): [Fault, number] => [name, weight * 3 * random.next()]),
  ];
  return all;
}

/** Of a seed of their own: what was found before stays where it was. */
function createHabits(random: Random): Pick<Temper, 'isLockless' | 'isBlind'> {
  return {
    isLockless: [random.chance(0.15), random.chance(0.15)],
    isBlind: [random.chance(0.25), random.chance(0.25)],
  };
}

function createTemper(random: Random): Temper {
  const isSkewed = random.chance(0.2);
  return {
    nodes: 2 + random.below(2),
    latencyMs: random.pick([5, 40, 150, 400]),
    storeLatencyMs: random.pick([1, 5, 50]),
    syncMs: random.pick([1, 5, 80]),
    lostBells: random.pick([0, 0, 0.1, 0.5, 1]),
    skewMs: Array.from({ length: 3 }, () => (isSkewed ? Math.round((random.next() - 0.5) * 7_200_000) : 0)),
    isSharing: [random.chance(0.4), random.chance(0.4)],
  };
}
