import type { Seen } from './comparisons.ts';
import { isOn } from './gates.ts';
import type { Counts, Gate } from './gates.ts';
import type { Memory } from './memory.ts';
import type { CompiledRule, Program, Slot } from './program.ts';

/** What is known of facts, ready to be asked: changed in place, because a copy for each event would cost more than the event. */
export interface Work {
  /** By slot. */
  readonly _values: Seen[];
  readonly _counts: Counts;
  /** The rules whose condition holds. */
  readonly _held: Set<CompiledRule>;
}

/** What a slot held. */
export type Change = readonly [slot: Slot, value: Seen];

/**
 * Opaque to everybody but the engine. Many states share one working form, which is that of the newest; an older one knows what to put back
 * to come from the next to itself (Baker's persistent arrays). So a step costs its changes, and every state means forever what it meant.
 */
export interface EngineState {
  readonly _memory: Memory;
  readonly _work: Work;
  _next: EngineState | undefined;
  _undo: readonly Change[];
}

export const createState = (memory: Memory, work: Work): EngineState => ({
  _memory: memory,
  _work: work,
  _next: undefined,
  _undo: [],
});

export function createWork({ _slots, _derived, _counts, _rules }: Program): Work {
  const held = _rules.filter(({ _gate }) => isOn(_counts, _gate));
  return {
    _values: Array.from({ length: _slots.size + _derived.length }, () => undefined),
    _counts: [..._counts],
    _held: new Set(held),
  };
}

/** A gate came on or went off: tells those above it. */
function spread(work: Work, { _up, _rule }: Gate, isNowOn: boolean): void {
  if (_rule) work._held[isNowOn ? 'add' : 'delete'](_rule);
  for (const [gate, by] of _up) {
    const isMore = isNowOn === by > 0;
    const count = ((work._counts[gate._index] as number) += isMore ? 1 : -1);
    if (count === gate._need - +!isMore) spread(work, gate, isMore);
  }
}

/** Takes in one fact: only its leaves are tested, and only what hangs on a flipped one is looked at. */
export function put(work: Work, slot: Slot, value: Seen, undo: Change[]): void {
  const known = work._values[slot._index];
  if (known === value) return;
  work._values[slot._index] = value;
  undo.push([slot, known]);
  for (const { _test, _gate } of slot._leaves) {
    const isNow = _test(value);
    if (isNow === isOn(work._counts, _gate)) continue;
    work._counts[_gate._index] = +isNow;
    spread(work, _gate, isNow);
  }
}

/** Brings the working form to this state, from wherever it is. */
export function workOf(state: EngineState): Work {
  const path: EngineState[] = [];
  let at = state;
  while (at._next) {
    path.push(at);
    at = at._next;
  }
  for (const older of path.reverse()) {
    const undo: Change[] = [];
    for (const [slot, value] of [...older._undo].reverse()) put(state._work, slot, value, undo);
    at._next = older;
    at._undo = undo;
    older._next = undefined;
    at = older;
  }
  return state._work;
}

/** The state after this one: the working form is its own from now on. */
export function follow(state: EngineState, memory: Memory, undo: readonly Change[]): EngineState {
  const next = createState(memory, state._work);
  state._next = next;
  state._undo = undo;
  return next;
}
