import type { Signal } from '@tillside/rules';
import type { StayedOut } from '../ui/types.ts';

/** What every sensor is given. It listens passively, reads no layout while the visitor moves, and ends with `_signal`. */
export interface Sense {
  readonly _signal: AbortSignal;
  readonly _tell: (name: string, more?: Omit<Signal, 'name'>, stayedOut?: StayedOut) => void;
  /** Runs at once, and at each new page. */
  readonly _onPage: (enter: () => void) => void;
  /** What can be left out is: the page was kept busy, or data is dear. */
  readonly _isSparing: () => boolean;
}
