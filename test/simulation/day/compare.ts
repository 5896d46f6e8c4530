import { createRandom } from '../random.ts';
import { liveDay } from './day.ts';
import type { Policy } from './day.ts';
import { figuresOf, meanOf } from './figures.ts';
import type { Figures } from './figures.ts';
import { planDay, usualDay } from './plan.ts';
import { forecast, openInvitations, openPerRep, pendingChats, targetMs } from './policies.ts';

export interface Compared {
  readonly name: string;
  readonly figures: Figures;
}

/** A way of granting, as it is when a day begins. */
export type Way = () => Policy;

const { capacity } = usualDay;
/** Anything with a fixed limit, as peers have it: of chats that nobody has answered, or of open invitations for each rep who is there. */
export const fixedLimits: readonly Way[] = [
  ...[0, 1, 2, 3, 5, Number.POSITIVE_INFINITY].map((most) => () => pendingChats(most)),
  ...[0.5, 1, 2, 3].map((perRep) => () => openPerRep(perRep)),
];
/** Limits that look at free slots besides. */
export const slotLimits: readonly Way[] = [1, 2, 3, 4, 5, 6].map((perRep) => () => openInvitations(perRep, capacity));
export const ours: readonly Way[] = [
  () => forecast(),
  () => forecast({ name: 'forecast, one rule of three held', held: ['exit-checkout'] }),
];

export const allWays: readonly Way[] = [...ours, ...fixedLimits, ...slotLimits];

/** Lives one day with each way of granting. What a way learns is a day's: each begins knowing nothing. */
export async function liveWays(ways: readonly Way[], seed: number): Promise<readonly Figures[]> {
  const plan = planDay(createRandom(seed));
  const figures: Figures[] = [];
  for (const way of ways) figures.push(figuresOf(await liveDay(plan, way()), targetMs));
  return figures;
}

/** @param days of each the figures of all ways, in their order */
export function comparedOf(ways: readonly Way[], days: readonly (readonly Figures[])[]): readonly Compared[] {
  return ways.map((way, n) => ({ name: way().name, figures: meanOf(days.flatMap((day) => day[n] ?? [])) }));
}

/** The means of the same days with each way. */
export async function compare(ways: readonly Way[], seeds: readonly number[]): Promise<readonly Compared[]> {
  const days: (readonly Figures[])[] = [];
  for (const seed of seeds) days.push(await liveWays(ways, seed));
  return comparedOf(ways, days);
}

/** Of fixed limits the one that, seen from the day's end, answered most in time: whoever sets it must know the day. */
export function bestOf(limits: readonly Compared[]): Compared {
  const inTime = ({ figures }: Compared) => figures.conversations - figures.late;
  return limits.reduce((best, one) => (inTime(one) > inTime(best) ? one : best));
}
