import { createRandom } from '../random.ts';
import { liveDay } from './day.ts';
import type { Policy } from './day.ts';
import { figuresOf, meanOf } from './figures.ts';
import type { Figures } from './figures.ts';
import { planDay } from './plan.ts';
import { forecast, openInvitations, openPerRep, pendingChats, targetMs } from './policies.ts';

export interface Compared {
  readonly name: string;
  readonly figures: Figures;
}

const capacity = 3;
/** Anything with a fixed limit, as peers have it: of chats that nobody has answered, or of open invitations for each rep who is there. */
export const fixedLimits: readonly (() => Policy)[] = [
  ...[0, 1, 2, 3, 5, Number.POSITIVE_INFINITY].map((most) => () => pendingChats(most)),
  ...[0.5, 1, 2, 3].map((perRep) => () => openPerRep(perRep)),
];
/** Limits that look at free slots besides. */
export const slotLimits: readonly (() => Policy)[] = [1, 2, 3, 5].map(
  (perRep) => () => openInvitations(perRep, capacity),
);
export const ours: readonly (() => Policy)[] = [
  () => forecast(),
  () => forecast({ name: 'forecast, one rule of three held', held: ['exit-checkout'] }),
];

/** Lives the same days with each way of granting. */
export async function compare(ways: readonly (() => Policy)[], seeds: readonly number[]): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  for (const way of ways) {
    const days: Figures[] = [];
    for (const seed of seeds) {
      // What it has learned is a day's: each begins knowing nothing.
      days.push(figuresOf(await liveDay(planDay(createRandom(seed)), way()), targetMs));
    }
    compared.push({ name: way().name, figures: meanOf(days) });
  }
  return compared;
}

/** Of fixed limits the one that, seen from the day's end, answered most in time: whoever sets it must know the day. */
export function bestOf(limits: readonly Compared[]): Compared {
  const inTime = ({ figures }: Compared) => figures.conversations - figures.late;
  return limits.reduce((best, one) => (inTime(one) > inTime(best) ? one : best));
}
