import { freshMemory } from './memory.ts';
import type { Memory, Wait } from './memory.ts';
import type { Program } from './program.ts';
import type { Changes } from './state.ts';
import type { Facts, SavedState } from './types.ts';

/** Facts are saved up to this many characters of JSON: storage is shared with the shop, and a page tells its facts anyway. */
const FACTS_CHARACTERS = 400;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** As the state was saved by this engine: every field there, of its type. Storage belongs to whoever has the page. */
function isWhole(saved: unknown): saved is Memory & { readonly facts: Facts } {
  if (!isObject(saved)) return false;
  const { v, rules, waits, facts } = saved;
  return (
    v === 2 &&
    Object.entries(freshMemory('')).every(
      ([key, value]) =>
        typeof saved[key] === typeof value && (typeof value !== 'number' || Number.isFinite(saved[key])),
    ) &&
    isObject(rules) &&
    Object.values(rules).every(Number.isFinite) &&
    Array.isArray(waits) &&
    waits.every((wait) => Array.isArray(wait) && wait.every(Number.isFinite)) &&
    isObject(facts) &&
    Object.values(facts).every((value) => isScalar(value) || (Array.isArray(value) && value.every(isScalar)))
  );
}

/** What `save` gave, or, of a damaged or foreign state, the visitor's "no, thanks" alone: that one binds whatever else was lost. */
export function restore(saved: unknown, { rules, version }: Program): { memory: Memory; facts: Facts } {
  if (!isWhole(saved)) {
    const declined = isObject(saved) ? saved['declinedEndsAt'] : 0;
    return {
      memory: {
        ...freshMemory(version),
        declinedEndsAt: typeof declined === 'number' && Number.isFinite(declined) ? declined : 0,
      },
      facts: {},
    };
  }
  const { facts, ...memory } = saved;
  const isOurs = ([rule, entry]: Wait): boolean => !!rules[rule]?.rule.on[entry];
  const waits = memory.playbook === version ? memory.waits.filter(isOurs) : [];
  return { memory: { ...memory, playbook: version, waits }, facts };
}

/** Plain JSON, about 1 KB at most. */
export function pack(memory: Memory, facts: Changes): SavedState {
  let left = FACTS_CHARACTERS;
  const fitting = Object.entries(facts).filter((fact) => {
    const size = JSON.stringify(fact).length;
    if (fact[1] === undefined || size > left) return false;
    left -= size;
    return true;
  });
  return { ...memory, facts: Object.fromEntries(fitting) };
}
