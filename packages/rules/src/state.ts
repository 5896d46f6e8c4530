import { flip, isSet } from './bits.ts';
import type { Bits } from './bits.ts';
import type { Memory } from './memory.ts';
import type { CompiledRule, Program } from './program.ts';
import type { FactValue } from './types.ts';

export type Changes = Readonly<Record<string, FactValue | undefined>>;

/** Opaque to everybody but the engine, which never changes one: `step` gives a new one. */
export interface EngineState {
  readonly memory: Memory;
  /** Only those that some rule looks at. */
  readonly facts: Changes;
  /** Which leaves hold, and which rules' conditions. */
  readonly leaves: Bits;
  readonly held: Bits;
}

/** Takes facts in: only the leaves of a changed fact are tested, only rules with a flipped leaf are evaluated. */
export function look(program: Program, state: EngineState, changes: Changes): EngineState {
  let facts: Record<string, FactValue | undefined> | undefined;
  let leaves: number[] | undefined;
  const dirty = new Set<CompiledRule>();
  for (const name in changes) {
    const value = changes[name];
    const watching = program.leavesOfFact.get(name);
    if (!watching || state.facts[name] === value) continue;
    facts ??= { ...state.facts };
    facts[name] = value;
    for (const leaf of watching) {
      if (leaf.test(value) === isSet(state.leaves, leaf.index)) continue;
      leaves ??= [...state.leaves];
      flip(leaves, leaf.index);
      for (const reader of leaf.readers) dirty.add(reader);
    }
  }
  if (!facts) return state;
  if (!leaves) return { ...state, facts };
  const held = [...state.held];
  for (const rule of dirty) if (rule.holds(leaves) !== isSet(held, rule.index)) flip(held, rule.index);
  return { ...state, facts, leaves, held };
}
