import { freshMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import type { Program } from './program.ts';
import type { SavedState, StepInput } from './types.ts';

type Facts = NonNullable<StepInput['facts']>;
type Saved = Memory & { readonly facts: Facts; readonly sum: number };

/** Later than any, and earlier than what is none. */
const LAST_INSTANT = 1e15;

/** Of everything else that was saved: storage belongs to whoever has the page, and a state that was changed is worse than none. */
function sumOf(saved: object): number {
  let sum = 0;
  for (const character of JSON.stringify({ ...saved, sum: 0 }))
    sum = (Math.imul(sum, 31) + character.charCodeAt(0)) | 0;
  return sum;
}

/** What `save` gave, or, of a damaged or foreign state, the visitor's "no, thanks" alone: that one binds whatever else was lost. */
export function restore(given: unknown, { _playbook: { version } }: Program): [Memory, Facts] {
  const saved = (given ?? {}) as Saved;
  if (saved.v !== 2 || saved.sum !== sumOf(saved)) {
    const { declinedEndsAt } = saved;
    return [freshMemory(version, declinedEndsAt < LAST_INSTANT ? declinedEndsAt : 0), {}];
  }
  const { facts, sum: _sum, ...memory } = saved;
  const { here } = memory;
  return [{ ...memory, playbook: version, here: memory.playbook === version ? here : { ...here, runs: [] } }, facts];
}

/** Plain JSON, about 1 KB at most. The core keeps no facts: nothing waits over pages, and each page tells its own. */
export function pack(memory: Memory, facts: object = {}): SavedState {
  const saved = { ...memory, facts, sum: 0 };
  return { ...saved, sum: sumOf(saved) };
}
