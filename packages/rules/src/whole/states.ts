import type { Memory } from '../memory.ts';
import { put } from '../state.ts';
import type { Change, EngineState, Work } from '../state.ts';

/** An older state knows what to put back to come from the next to itself (Baker's persistent arrays): a step costs its changes. */
interface Kept extends EngineState {
  _next: Kept | undefined;
  _undo: Change[];
}

/** From `older` it was `newer` that the working form came to. */
function link(older: Kept | undefined, newer: Kept): EngineState {
  const work = newer._work;
  if (older) {
    older._next = newer;
    older._undo = work._undo ?? [];
  }
  work._undo = [];
  return newer;
}

/** The working form, brought back to this state if others came after it: so every state means forever what it meant. */
export function workOf(state: EngineState): Work {
  const { _work } = state;
  const path: Kept[] = [];
  for (let at = state as Kept; at._next; at = at._next) path.push(at);
  for (const older of path.reverse()) {
    const newer = older._next as Kept;
    for (const [slot, value] of older._undo.reverse()) put(_work, slot, value);
    older._next = undefined;
    link(newer, older);
  }
  return _work;
}

/** The state after `before`, which is itself if nothing has changed. */
export function stateAfter(before: EngineState | undefined, memory: Memory, work: Work): EngineState {
  return before?._memory === memory && !work._undo?.length
    ? before
    : link(
        before as Kept | undefined,
        { _memory: memory, _work: work, _next: undefined, _undo: [] } satisfies Kept as Kept,
      );
}
