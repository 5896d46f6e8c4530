import { isSet } from './bits.ts';
import { isArmed, judge } from './judge.ts';
import type { Asked } from './judge.ts';
import { decide, isNewVisit, load, remember } from './memory.ts';
import { compile } from './program.ts';
import { pack, restore } from './restore.ts';
import { look } from './state.ts';
import type { EngineState } from './state.ts';
import type { Engine, Playbook } from './types.ts';

export interface EngineOptions {
  /** A stable name of the visitor, from which experiments' arms are drawn: the same in browser and server. */
  readonly visitorSeed: string;
}

/**
 * Compiles a playbook into the engine that decides invitations. Pure: the same state and input give the same result, and the state given is never changed.
 * The first step after `start` should carry the page's facts, with `undefined` for those the new page does not have.
 *
 * @throws Error naming the path of an operator it does not know (a playbook that passed the schema has none).
 */
export function createEngine(playbook: Playbook, _options: EngineOptions): Engine<EngineState> {
  const program = compile(playbook);
  const { rules, listeners } = program;

  return {
    start(saved, now) {
      const { memory, facts } = restore(saved, program);
      const isNew = isNewVisit(memory, now);
      // A conversation whose end nobody saw (the tab was closed) ends with its visit: rules must not be dead for good after the first one.
      const kept = isNew && memory.isTalking ? remember(program, memory, 'conversation_ended', '', now) : memory;
      const state: EngineState = {
        memory: load(kept, now),
        facts: {},
        leaves: program.leaves,
        held: program.held,
      };
      return isNew ? state : look(program, state, facts);
    },

    step(before, { now, signal, facts, outcome }) {
      let { memory } = before;
      if (outcome) memory = remember(program, memory, outcome.outcome, outcome.rule ?? '', now);
      if (signal?.name === 'page_view') memory = load(memory, now);
      const seen = facts ? look(program, before, facts) : before;

      const asked: Asked = new Map();
      const waits = memory.waits.filter(([index, entry, endsAt]) => {
        const rule = rules[index];
        if (!rule || (now < endsAt && isSet(seen.held, index))) return true;
        asked.set(rule, rule.rule.on[entry]?.signal ?? '');
        return false;
      });
      for (const { rule, entry, name, afterMs } of (signal && listeners.get(signal.name)) ?? []) {
        if (!afterMs || rule.rule.enabled === false || !isSet(seen.held, rule.index)) {
          if (!asked.has(rule)) asked.set(rule, name);
        } else if (!waits.some((wait) => wait[0] === rule.index && wait[1] === entry)) {
          // A signal told again (the page was loaded anew) does not start the wait anew.
          waits.push([rule.index, entry, now + afterMs]);
        }
      }

      const decisions = judge(program, { ...seen, memory }, asked, now);
      const [first] = decisions;
      if (first?.kind === 'invite') memory = decide(memory, first.rule, now);
      if (waits.length || memory.waits.length) memory = { ...memory, waits };
      const state: EngineState = { ...seen, memory };
      return {
        state,
        decisions,
        wakeAt: waits.length ? Math.min(...waits.map((wait) => wait[2])) : undefined,
        isArmed: isArmed(program, state, now),
      };
    },

    adopt(state, saved) {
      const { memory } = restore(saved, program);
      return memory.loadedAt ? { ...state, memory: { ...memory, waits: state.memory.waits } } : state;
    },

    save: ({ memory, facts }) => pack(memory, facts),
  };
}
