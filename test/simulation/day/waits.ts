import type { Lengths } from '../../../packages/relay/src/core/forecast/lengths.ts';
import { lengthsCounted, lengthsOf } from '../../../packages/relay/src/core/forecast/lengths.ts';
import { waitsOf } from '../../../packages/relay/src/core/wait.ts';
import { createRandom } from '../random.ts';
import { liveDay } from './day.ts';
import type { DayFloor, Policy, Visit } from './day.ts';
import { planDay, usualDay } from './plan.ts';
import type { DayPlan } from './plan.ts';
import { openPerRep, talksThere } from './policies.ts';

/** Everybody comes by themselves, in rushes more than can be answered, and stays in the line as the relay keeps the place. */
export function planQueues(seed: number): DayPlan {
  const plan = planDay(createRandom(seed), { ...usualDay, early: 5, late: 7, qualified: 0, own: 1.2 });
  return { ...plan, shoppers: plan.shoppers.map((one) => ({ ...one, patienceMs: plan.endsAt })) };
}

/** A range that somebody was told, and how long it took from then on to a rep's first word. */
export interface Told {
  readonly position: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly trueMs: number;
}

/** What the relay would know, from what it has seen of the day so far. */
function watching(): { readonly policy: Policy; lengths(): Lengths | undefined; wordMs(): number } {
  let seen: readonly number[] = [];
  const inner = openPerRep(1);
  return {
    policy: {
      ...inner,
      ended(tookMs) {
        seen = [...seen, tookMs].slice(-lengthsCounted);
      },
    },
    lengths: () => lengthsOf(seen),
    wordMs: () => 4_500,
  };
}

/** Lives a day and notes what those who wait are told, at once and every five minutes. */
export async function waitsOfDay(plan: DayPlan, everyMs = 300_000): Promise<readonly Told[]> {
  const { policy, lengths, wordMs } = watching();
  const told: { readonly visit: Visit; readonly at: number; readonly wait: Omit<Told, 'trueMs'> }[] = [];
  const queued = (visit: Visit, floor: DayFloor, at: number): void => {
    const waits = waitsOf({
      free: floor.free(),
      talks: talksThere(floor, at),
      lengths: lengths(),
      wordMs: wordMs(),
    });
    const position = floor.waiting().findIndex(({ shopper }) => shopper === visit.shopper) + 1;
    const wait = waits(position);
    if (wait !== undefined) told.push({ visit, at, wait: { position, ...wait } });
  };
  await liveDay(plan, policy, { queued, everyMs });
  // Who waits when the day ends never knows how long it would have been, and nor do we.
  return told.flatMap(({ visit: { repliedAt }, at, wait }) =>
    repliedAt === undefined ? [] : [{ ...wait, trueMs: repliedAt - at }],
  );
}

export interface Honesty {
  readonly count: number;
  /** The share of true waits inside the range. */
  readonly inside: number;
  /** The median of width / true wait. */
  readonly width: number;
  readonly medianWaitMs: number;
}

export function honestyOf(told: readonly Told[]): Honesty {
  const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
  return {
    count: told.length,
    inside: told.filter(({ fromMs, toMs, trueMs }) => trueMs >= fromMs && trueMs <= toMs).length / told.length,
    width: median(told.map(({ fromMs, toMs, trueMs }) => (toMs - fromMs) / trueMs)),
    medianWaitMs: median(told.map(({ trueMs }) => trueMs)),
  };
}
