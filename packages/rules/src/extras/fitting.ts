import type { Seen } from '../comparisons.ts';
import type { Memory } from '../memory.ts';
import type { Program } from '../program.ts';
import type { Work } from '../state.ts';

/** All that is saved, in characters of JSON: storage is shared with the shop. Facts are left out from there on, the page tells its own again. */
const MOST_CHARACTERS = 1000;

/** The facts that are saved, as what waits over pages is judged by them until the next page tells its own. */
export function fittingFacts({ _facts }: Program, memory: Memory, { _values }: Work): Readonly<Record<string, Seen>> {
  let left = MOST_CHARACTERS - JSON.stringify(memory).length;
  const kept = [..._facts].flatMap(([name, { _index }]): [string, Seen][] => {
    const fact: [string, Seen] = [name, _values[_index]];
    const after = left - JSON.stringify(fact).length;
    if (fact[1] === undefined || after <= 0) return [];
    left = after;
    return [fact];
  });
  return Object.fromEntries(kept);
}
