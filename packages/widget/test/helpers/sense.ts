import type { Signal } from '@tillside/rules';
import type { StayedOut } from '../../src/ui/types.ts';
import type { Sense } from '../../src/watch/sense.ts';

/** What a sensor is given, and what it told. */
export interface TestSense extends Sense {
  readonly told: Signal[];
  readonly stayedOut: (StayedOut | undefined)[];
  /** A new page of a single-page shop. */
  readonly turnPage: () => void;
  readonly end: () => void;
}

export function createSense(): TestSense {
  const ending = new AbortController();
  const entering: (() => void)[] = [];
  const told: Signal[] = [];
  const stayedOut: (StayedOut | undefined)[] = [];
  return {
    told,
    stayedOut,
    turnPage: () => entering.forEach((enter) => enter()),
    end: () => ending.abort(),
    _signal: ending.signal,
    _isSparing: () => false,
    _tell(name, more, out) {
      told.push({ name, ...more });
      stayedOut.push(out);
    },
    _onPage(enter) {
      entering.push(enter);
      enter();
    },
  };
}
