import { released } from './brake.ts';
import type { Brake } from './brake.ts';
import type { Lengths } from './lengths.ts';

/** How a team's floor goes, as one node saw it lately: what its forecasts are made from beside the floor as it is now. */
export interface Pace {
  /** Of the conversations that ended lately; absent with too few of them. */
  readonly lengths: Lengths | undefined;
  /** Visitors who come by themselves. Per millisecond. */
  readonly arrivals: number;
  /** From the ring to a rep's first word, half of the times. Milliseconds. */
  readonly wordMs: number;
  readonly brake: Brake;
}

/** Until enough was seen: a rep who is there looks up and types a few words. Milliseconds. */
export const usualWordMs = 5_000;

/** Of a node that has seen nothing yet. */
export const noPace: Pace = { lengths: undefined, arrivals: 0, wordMs: usualWordMs, brake: released };
