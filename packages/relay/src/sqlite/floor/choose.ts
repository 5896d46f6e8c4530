import type { ClaimRequest } from '../../ports/index.ts';

/** A candidate as the floor knows it. */
export interface Standing {
  readonly rep: string;
  readonly capacity: number;
  readonly load: number;
  readonly idleSince: number;
  /** Available and present. */
  readonly isReady: boolean;
}

export type Choice =
  | { readonly kind: 'chosen'; readonly rep: string }
  | { readonly kind: 'none'; readonly reason: 'nobody' | 'at_capacity' };

/** Who gets the slot: the preferred one if free, else the least occupied, then the longest idle, then by rep id. */
export function choose(
  standings: readonly Standing[],
  { prefer, exclude = [] }: Pick<ClaimRequest, 'prefer' | 'exclude'>,
): Choice {
  const ready = standings.filter(({ rep, isReady }) => isReady && !exclude.includes(rep));
  if (ready.length === 0) return { kind: 'none', reason: 'nobody' };
  let best: Standing | undefined;
  for (const standing of ready) {
    if (standing.load >= standing.capacity) continue;
    if (standing.rep === prefer) return { kind: 'chosen', rep: prefer };
    if (best === undefined || compare(standing, best) < 0) best = standing;
  }
  return best === undefined ? { kind: 'none', reason: 'at_capacity' } : { kind: 'chosen', rep: best.rep };
}

function compare(a: Standing, b: Standing): number {
  // Fractions compared crosswise: exact, where a division would not be.
  return a.load * b.capacity - b.load * a.capacity || a.idleSince - b.idleSince || (a.rep < b.rep ? -1 : 1);
}
