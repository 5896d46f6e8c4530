import type { Seen } from './comparisons.ts';
import { isOn } from './gates.ts';
import type { Counts, Gate } from './gates.ts';
import type { Memory } from './memory.ts';
import type { CompiledRule, Program, Slot } from './program.ts';

/** What is known of facts, ready to be asked. Changed in place, because a copy for each event would cost more than the event. */
export interface Work {
  /** By slot. */
  readonly _values: Seen[];
  readonly _counts: Counts;
  /** What the facts were that have changed since the newest state: kept with the extras only. */
  _undo: Change[] | undefined;
  /** The rule that was armed last. Scratch, and nothing that a state hangs on. */
  _ready: CompiledRule | undefined;
}

/** What a slot held. */
export type Change = readonly [slot: Slot, value: Seen];

/** Opaque to everybody but the engine. All states of an engine share one working form, which is that of the newest. */
export interface EngineState {
  readonly _memory: Memory;
  readonly _work: Work;
}

/** What a step works with. */
export interface Turn {
  readonly _program: Program;
  readonly _work: Work;
  readonly _now: number;
  _memory: Memory;
  /** Rules with something under way whose condition held before this step. */
  _wereHeld: readonly CompiledRule[] | undefined;
  _wakeAt: number | undefined;
}

export const createWork = ({ _slots, _counts }: Program): Work => ({
  _values: _slots.map(() => undefined),
  _counts: [..._counts],
  _undo: undefined,
  _ready: undefined,
});

/** A gate came on or went off: tells those above it. */
function spread(counts: Counts, { _up }: Gate, isNowOn: boolean): void {
  for (const { _to, _isNot } of _up) {
    const isMore = isNowOn !== _isNot;
    const count = (counts[_to._index] as number) + (isMore ? 1 : -1);
    counts[_to._index] = count;
    if (count === _to._need - (isMore ? 0 : 1)) spread(counts, _to, isMore);
  }
}

/** Takes in one fact: only its leaves are tested, and only what hangs on a flipped one is looked at. */
export function put(work: Work, slot: Slot, value: Seen): void {
  const { _index, _leaves } = slot;
  const { _counts, _values } = work;
  const known = _values[_index];
  if (known === value) return;
  _values[_index] = value;
  work._undo?.push([slot, known]);
  // Between two numbers only those leaves flip whose own lies there.
  const isMove = typeof known === 'number' && typeof value === 'number';
  for (const { _test, _gate, _want } of _leaves) {
    if (isMove && (_want < value ? _want < known : _want > value && _want > known)) continue;
    const isNow = _test(value);
    if (isNow !== isOn(_counts, _gate)) {
      _counts[_gate._index] = +isNow;
      spread(_counts, _gate, isNow);
    }
  }
}
