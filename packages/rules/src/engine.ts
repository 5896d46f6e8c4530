import type { Extras } from './extras.ts';
import { isOn } from './gates.ts';
import { judge } from './judge.ts';
import { hookOf } from './listener.ts';
import { blockOf, reasonAgainst } from './limits.ts';
import { decide, isNewVisit, load, remember } from './memory.ts';
import { compile } from './program.ts';
import type { CompiledRule } from './program.ts';
import { pack, restore } from './restore.ts';
import { createWork, put } from './state.ts';
import type { EngineState, Turn, Work } from './state.ts';
import type { Memory } from './memory.ts';
import type { Playbook } from './playbook.ts';
import type { Engine, StepInput } from './types.ts';

export interface EngineOptions {
  /** A stable name of the visitor, from which experiments' arms are drawn: the same in browser and server. */
  readonly visitorSeed: string;
}

/** Some rule lacks nothing but its signal or the end of its wait. The one that did so last is asked first: mostly it still does. */
function isArmed(turn: Turn): boolean {
  const { _program, _work } = turn;
  const isReady = (rule: CompiledRule): boolean => isOn(_work._counts, rule._gate) && !reasonAgainst(turn, rule);
  if (!isOn(_work._counts, _program._some) || blockOf(turn)) return false;
  if (!_work._ready || !isReady(_work._ready)) _work._ready = _program._rules.find(isReady);
  return !!_work._ready;
}

/**
 * Compiles a playbook into the engine that decides invitations. Pure: the same state and input give the same result. A state that was
 * given goes on meaning what it meant with the whole of the extras; without them only the newest may be given back, which is all that a page ever does.
 *
 * @throws Error naming an operator it does not know (a playbook that passed the schema has none).
 */
export function createCoreEngine(
  playbook: Playbook,
  visitorSeed: string,
  extras: Extras | undefined,
): Engine<EngineState> {
  const program = compile(playbook, visitorSeed, extras);

  const look = (work: Work, facts: StepInput['facts']): void => {
    for (const name in facts) {
      const slot = program._facts.get(name);
      if (slot) put(work, slot, facts[name]);
    }
  };

  const workOf = (state: EngineState): Work => extras?._workOf?.(state) ?? state._work;
  const after = (before: EngineState | undefined, memory: Memory, work: Work): EngineState =>
    extras?._stateAfter?.(before, memory, work) ?? { _memory: memory, _work: work };

  return {
    start(saved, now) {
      const [memory, facts] = restore(saved, program);
      const isNew = isNewVisit(memory, now);
      // A conversation whose end nobody saw (the tab was closed) ends with its visit: rules must not be dead for good after the first one.
      const kept = isNew && memory.isTalking ? remember(program, memory, 'conversation_ended', '', now) : memory;
      const loaded = load(kept, now);
      const next = extras?._attend(program, loaded, now) ?? loaded;
      const work = createWork(program);
      if (!isNew) look(work, facts);
      return after(undefined, next, work);
    },

    step(before, { now, signal, facts, outcome }) {
      const work = workOf(before);
      const turn: Turn = {
        _program: program,
        _work: work,
        _now: now,
        _memory: before._memory,
        _wereHeld: undefined,
        _wakeAt: undefined,
      };
      extras?._prepare(turn);
      if (outcome) turn._memory = remember(program, turn._memory, outcome.outcome, outcome.rule ?? '', now);
      if (signal?.name === 'page_view') turn._memory = load(turn._memory, now);
      look(work, facts);

      const hook = signal && hookOf(program, signal);
      const asked = extras ? extras._hear(turn, signal, hook) : hook?._listeners;
      const decisions = judge(turn, asked ?? []);
      const [first] = decisions;
      const winner = first && first.kind !== 'suppress' && program._byId.get(first.rule);
      if (winner) turn._memory = decide(turn._memory, winner, now);
      return { state: after(before, turn._memory, work), decisions, wakeAt: turn._wakeAt, isArmed: isArmed(turn) };
    },

    adopt(state, saved) {
      const [memory] = restore(saved, program);
      return memory.loadedAt ? after(state, { ...memory, here: state._memory.here }, workOf(state)) : state;
    },

    save(state) {
      const { _memory } = state;
      return pack(_memory, extras?._fittingFacts(program, _memory, workOf(state)));
    },
  };
}
