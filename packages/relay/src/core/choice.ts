import { rankedAtMost } from '../ports/index.ts';
import type { Candidate, ClaimRequest, ClaimResult } from '../ports/index.ts';

/** A candidate as the floor knows it. */
export interface Standing extends Candidate {
  /** Of the work in question: claims, or conversations by message. */
  readonly load: number;
  readonly idleSince: number;
  /** May get work at all: for live work available and present. */
  readonly isReady: boolean;
}

type None = Extract<ClaimResult, { kind: 'none' }>;
export type Choice = { readonly kind: 'chosen'; readonly rep: string } | None;
export type Ranked =
  | { readonly kind: 'ranked'; readonly reps: readonly string[] }
  | { readonly kind: 'none'; readonly reason: 'nobody' | 'at_capacity' };

/** A candidate's weight in thousandths: whole numbers, so that every store compares alike. */
export function weightOf({ weight = 1 }: Candidate): number {
  return Math.min(1_000, Math.max(1, Math.round(weight * 1_000)));
}

/** Who gets the slot: the first of the caller's order who is free; without one the first of our own. */
export function choose(
  standings: readonly Standing[],
  now: number,
  { prefer, exclude, order }: Pick<ClaimRequest, 'prefer' | 'exclude' | 'order'>,
): Choice {
  const found = freeOf(standings, exclude);
  if (found.kind === 'none') return found;
  if (order !== undefined) {
    const rep = order.find((one) => found.free.some((standing) => standing.rep === one));
    return rep === undefined ? { kind: 'none', reason: 'moved_on' } : { kind: 'chosen', rep };
  }
  const isBefore = comparing(now, prefer);
  const best = found.free.reduce((a, b) => (isBefore(b, a) < 0 ? b : a));
  return { kind: 'chosen', rep: best.rep };
}

/** Everybody who could get the slot, the best first. */
export function rankFree(
  standings: readonly Standing[],
  now: number,
  { prefer, exclude }: Pick<ClaimRequest, 'prefer' | 'exclude'>,
): Ranked {
  const found = freeOf(standings, exclude);
  if (found.kind === 'none') return found;
  const reps = found.free.toSorted(comparing(now, prefer)).map(({ rep }) => rep);
  return { kind: 'ranked', reps: reps.slice(0, rankedAtMost) };
}

function freeOf(standings: readonly Standing[], exclude: readonly string[] = []) {
  const ready = standings.filter(({ rep, isReady }) => isReady && !exclude.includes(rep));
  if (ready.length === 0) return { kind: 'none', reason: 'nobody' } as const;
  const free = ready.filter(({ load, capacity }) => load < capacity);
  return free.length === 0 ? ({ kind: 'none', reason: 'at_capacity' } as const) : ({ kind: 'free', free } as const);
}

/**
 * The preferred one; the least occupied by share of capacity and weight; the longest idle by weight, so that a quiet floor gives a new rep less,
 * too; by id.
 */
function comparing(now: number, prefer: string | undefined): (a: Standing, b: Standing) => number {
  return (a, b) => {
    const [weightA, weightB] = [weightOf(a), weightOf(b)];
    return (
      Number(b.rep === prefer) - Number(a.rep === prefer) ||
      // Fractions compared crosswise: exact, where a division would not be.
      a.load * b.capacity * weightB - b.load * a.capacity * weightA ||
      (now - b.idleSince) * weightB - (now - a.idleSince) * weightA ||
      (a.rep < b.rep ? -1 : 1)
    );
  };
}
