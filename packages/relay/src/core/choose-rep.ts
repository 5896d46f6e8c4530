import type { Reason } from '../ports/index.ts';

/** A rep who could be rung now. */
export interface RepChoice {
  readonly rep: string;
  /** Conversations now, over all sites, and at most. */
  readonly load: number;
  readonly capacity: number;
  /** Share of a full rep's conversations, over 0 and up to 1. */
  readonly weight: number;
  /** Since the last conversation ended, or since becoming available. Milliseconds. */
  readonly idleMs: number;
  readonly skills: readonly string[];
  /** Empty: any. */
  readonly languages: readonly string[];
}

/** What is rung for. */
export interface VisitChoice {
  readonly site: string;
  readonly team: string;
  readonly conversation: string;
  readonly visitor: string;
  readonly waitedMs: number;
  readonly skills: readonly string[];
  readonly language?: string;
  readonly reason?: Reason;
  /** Of the invitation that was accepted. */
  readonly rule?: string;
  /** Who answered this visitor last. */
  readonly lastRep?: string;
  /** Value in minor units. */
  readonly cart?: { readonly value: number; readonly currency: string };
}

/**
 * A site's own order of the reps who are free, at most sixteen, in the relay's order: names of reps, the first to be rung. It must be pure and
 * quick: it is asked for every ring, again when the floor moved on meanwhile, and on every node. Who is left out comes behind those named.
 */
export type ChooseRep = (candidates: readonly RepChoice[], visit: VisitChoice) => readonly string[];

/** The ranking in the wanted order: names that are none of it count for nothing, and who is not named keeps the place behind. */
export function reordered(ranked: readonly string[], wanted: readonly string[]): readonly string[] {
  return [...new Set([...wanted.filter((rep) => ranked.includes(rep)), ...ranked])];
}
