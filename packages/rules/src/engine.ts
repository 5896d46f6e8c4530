import { isOn } from './gates.ts';
import { attend, hear, notice } from './hear.ts';
import { judge } from './judge.ts';
import { reasonAgainst } from './limits.ts';
import type { Listener } from './listener.ts';
import { count, decide, isNewVisit, load, remember } from './memory.ts';
import type { Memory } from './memory.ts';
import { compile } from './program.ts';
import type { CompiledRule } from './program.ts';
import { pack, restore } from './restore.ts';
import { createState, createWork, follow, put, workOf } from './state.ts';
import type { Change, EngineState, Work } from './state.ts';
import type { Engine, Playbook, Signal } from './types.ts';

export interface EngineOptions {
  /** A stable name of the visitor, from which experiments' arms are drawn: the same in browser and server. */
  readonly visitorSeed: string;
}

/**
 * Compiles a playbook into the engine that decides invitations. Pure: the same state and input give the same result, and a state that was given
 * goes on meaning what it meant.
 *
 * @throws Error naming the path of an operator it does not know (a playbook that passed the schema has none).
 */
export function createEngine(playbook: Playbook, { visitorSeed }: EngineOptions): Engine<EngineState> {
  const program = compile(playbook, visitorSeed);

  /** Brings the facts that the engine knows by itself up to this moment. */
  const derive = (work: Work, memory: Memory, now: number, undo: Change[]): void => {
    for (const [own, given, of] of program._derived) {
      put(work, own, work._values[given._index] ?? of(memory, now, program), undo);
    }
  };

  /** Some rule lacks nothing but its signal or the end of its wait. */
  const isArmed = (work: Work, memory: Memory, now: number): boolean => {
    for (const rule of work._held) if (!reasonAgainst(program, work, memory, rule, now)) return true;
    return false;
  };

  return {
    start(saved, now) {
      const { memory, facts } = restore(saved, program);
      const isNew = isNewVisit(memory, now);
      // A conversation whose end nobody saw (the tab was closed) ends with its visit: rules must not be dead for good after the first one.
      const kept = isNew && memory.isTalking ? remember(program, memory, 'conversation_ended', '', now) : memory;
      const work = createWork(program);
      if (!isNew) {
        for (const name in facts) {
          const slot = program._slots.get(name);
          if (slot) put(work, slot, facts[name], []);
        }
      }
      return createState(attend(program, load(kept, now), now), work);
    },

    step(before, { now, signal, facts, outcome }) {
      const work = workOf(before);
      const undo: Change[] = [];
      const heard: Signal[] = [];
      const asked: Listener[] = [];
      let memory = before._memory;

      // What time alone has changed ends no wait: asked more often, the engine would otherwise decide otherwise.
      derive(work, memory, now, undo);
      const wereHeld = memory.here.waits
        .map(([rule]) => program._rules[rule] as CompiledRule)
        .filter(({ _gate }) => isOn(work._counts, _gate));

      if (outcome) memory = remember(program, memory, outcome.outcome, outcome.rule ?? '', now);
      if (signal?.name === 'page_view') memory = load(memory, now);
      if (signal) memory = notice(memory, signal, now, heard);
      for (const name in facts) {
        const slot = program._slots.get(name);
        if (slot) put(work, slot, facts[name], undo);
      }
      derive(work, memory, now, undo);

      memory = hear(program, work, memory, heard, wereHeld, now, asked);
      const decisions = judge(program, work, memory, asked, now);
      const [first] = decisions;
      const winner = first && first.kind !== 'suppress' && program._byId.get(first.rule);
      if (winner) {
        memory = first.kind === 'invite' ? decide(memory, winner, now) : count(memory, first.rule, winner._funnel, now);
        // The facts that hang on it count from the next step on.
      }

      const { waits } = memory.here;
      return {
        state: undo.length || memory !== before._memory ? follow(before, memory, undo) : before,
        decisions,
        wakeAt: waits.length ? Math.min(...waits.map(([, , endsAt]) => endsAt)) : undefined,
        isArmed: isArmed(work, memory, now),
      };
    },

    adopt(state, saved) {
      const { memory } = restore(saved, program);
      if (!memory.loadedAt) return state;
      workOf(state);
      return follow(state, { ...memory, here: state._memory.here }, []);
    },

    save(state) {
      const { _values } = workOf(state);
      const facts = [...program._slots].map(([name, { _index }]) => [name, _values[_index]] as const);
      return pack(
        state._memory,
        facts.filter(([, value]) => value !== undefined),
      );
    },
  };
}
