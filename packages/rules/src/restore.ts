import type { Seen } from './comparisons.ts';
import { freshMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import type { Program } from './program.ts';
import type { SavedState, StepInput } from './types.ts';

/** All that is saved, in characters of JSON: storage is shared with the shop. Facts are left out from there on, the page tells its own again. */
const MOST_CHARACTERS = 1000;

type Facts = NonNullable<StepInput['facts']>;
type Saved = Memory & { readonly facts: Facts; readonly sum: number };

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
    return [freshMemory(version, Number.isFinite(declinedEndsAt) ? declinedEndsAt : 0), {}];
  }
  const { facts, sum: _sum, ...memory } = saved;
  const { here } = memory;
  return [{ ...memory, playbook: version, here: memory.playbook === version ? here : { ...here, runs: [] } }, facts];
}

/** Plain JSON, about 1 KB at most. */
export function pack(memory: Memory, facts: readonly (readonly [name: string, value: Seen])[]): SavedState {
  let left = MOST_CHARACTERS - JSON.stringify(memory).length;
  const fitting = facts.filter((fact) => {
    const after = left - JSON.stringify(fact).length;
    return fact[1] !== undefined && after > 0 && (left = after);
  });
  const saved = { ...memory, facts: Object.fromEntries(fitting), sum: 0 };
  return { ...saved, sum: sumOf(saved) };
}
