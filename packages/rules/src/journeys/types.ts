import type { FactValue, Outcome, Signal } from '../types.ts';

/** One thing that happened, as a step of the engine is given: at least one of `signal`, `facts`, `outcome`. */
export interface JourneyStep {
  /** Milliseconds after the journey's `startedAt`; never before the step before it. */
  readonly at: number;
  readonly signal?: Signal;
  /** Facts that changed; `null`: it is gone. */
  readonly facts?: Readonly<Record<string, FactValue | null>>;
  readonly outcome?: { readonly rule?: string; readonly outcome: Outcome };
}

/** What one visitor did, from a page load on: a visit, or several in a row. One line of a journeys file. */
export interface Journey {
  readonly v: 1;
  /** `jrn_…`: of the visitor within this file, and of nothing outside it. Arms are drawn from it. */
  readonly journey: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly steps: readonly JourneyStep[];
}
