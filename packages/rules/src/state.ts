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
  /** Of which state it is the working form just now; none: some fact has changed since. */
  _state: EngineState | undefined;
  /** The rule that was armed last. Scratch, and nothing that a state hangs on. */
  _ready: CompiledRule | undefined;
}

/** Opaque to everybody but the engine. Many states share one working form; each knows the facts to bring it back to, so that it means forever what it meant. */
export interface EngineState {
  readonly _memory: Memory;
  readonly _work: Work;
  readonly _values: readonly Seen[];
}

/** What a step works with. */
export interface Turn {
  readonly _program: Program;
  readonly _work: Work;
  readonly _now: number;
  /** Since the epoch. */
  readonly _minute: number;
  _memory: Memory;
  /** Rules with something under way whose condition held before this step. */
  _wereHeld: readonly CompiledRule[] | undefined;
  _wakeAt: number | undefined;
}

export const createWork = ({ _slots, _counts }: Program): Work => ({
  _values: _slots.map(() => undefined),
  _counts: [..._counts],
  _state: undefined,
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
export function put(work: Work, { _index, _leaves }: Slot, value: Seen): void {
  const { _counts, _values } = work;
  const known = _values[_index];
  if (known === value) return;
  _values[_index] = value;
  work._state = undefined;
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

/** The working form of this state: brought back to it, if another state came after. */
export function workOf({ _slots }: Program, state: EngineState): Work {
  const { _work } = state;
  if (_work._state !== state) {
    for (const slot of _slots) put(_work, slot, state._values[slot._index]);
    _work._state = state;
  }
  return _work;
}

/** The state that the working form is of now: the one it was of, if nothing has changed. */
export function stateOf(memory: Memory, work: Work): EngineState {
  const { _state } = work;
  if (_state?._memory === memory) return _state;
  return (work._state = { _memory: memory, _work: work, _values: _state ? _state._values : work._values.slice() });
}
