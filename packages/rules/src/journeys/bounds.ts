import type { Outcome } from '../types.ts';

/** What a journeys file may hold at most; the same numbers for the schema and for the quick check. */
export const BOUNDS = {
  /** Characters of one line. */
  line: 1_000_000,
  steps: 10_000,
  /** Facts of one step, and elements of a list. */
  facts: 200,
  /** Characters of a signal's kind and of a rule's id. */
  name: 200,
  /** Characters of a text. */
  text: 2_000,
  /** Milliseconds from the first to the last step: a year. */
  lengthMs: 366 * 86_400_000,
  /** The year 2100: what is later was no count of milliseconds. */
  startedAt: 4_102_444_800_000,
} as const;

export const JOURNEY_ID = /^jrn_[\w-]{1,64}$/;

const outcomes: Readonly<Record<Outcome, true>> = {
  shown: true,
  accepted: true,
  declined: true,
  dismissed: true,
  timed_out: true,
  withheld: true,
  withdrawn: true,
  conversation_opened: true,
  conversation_ended: true,
  ordered: true,
};
export const OUTCOMES = Object.keys(outcomes) as [Outcome, ...Outcome[]];
