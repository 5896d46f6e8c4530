import type { Wait } from '@tillside/protocol';

/** What a guess of the wait in one team's queue is made from. */
export interface Line {
  /** Place in the queue, from 1. */
  readonly position: number;
  /** Conversations that the reps who are there take at once, and how many more they would take now. */
  readonly slots: number;
  readonly free: number;
  /** How long the team's last conversations took, from the answer to the end. Milliseconds. */
  readonly handlingMs: readonly number[];
  readonly ringTimeoutMs: number;
}

/** Fewer conversations than this are no experience. */
const fewest = 3;
/** Told in steps of this, so that a guess does not flicker and pretends no more than it knows. */
const stepMs = 30_000;

/** The value below which `share` of the sorted list lies. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * How long a place in the queue takes: with n slots one is freed every nth of a conversation's time, so the p-th takes p of these. The range
 * is from short conversations (a quarter are shorter) to long ones (one in ten is longer), down and up to half a minute. `undefined` where
 * nobody is there, or too little is known: no guess is better than a made-up one.
 */
export function waitOf({ position, slots, free, handlingMs, ringTimeoutMs }: Line): Wait | undefined {
  if (slots === 0) return undefined;
  if (position <= free) return { fromMs: 0, toMs: Math.ceil(ringTimeoutMs / stepMs) * stepMs };
  if (handlingMs.length < fewest) return undefined;
  const sorted = handlingMs.toSorted((a, b) => a - b);
  const turns = (position - free) / slots;
  return {
    fromMs: Math.floor((turns * quantile(sorted, 0.25)) / stepMs) * stepMs,
    toMs: Math.ceil((turns * quantile(sorted, 0.9) + ringTimeoutMs) / stepMs) * stepMs,
  };
}

/** Of several queues the one that is likely to be the first. */
export function soonest(waits: readonly (Wait | undefined)[]): Wait | undefined {
  return waits.reduce(
    (best, wait) => (best !== undefined && (wait === undefined || best.toMs <= wait.toMs) ? best : wait),
    undefined,
  );
}
