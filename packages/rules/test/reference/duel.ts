import { expect } from 'vitest';
import type { Engine, EngineState, FactValue, Playbook, StepInput } from '../../src/index.ts';
import type { Move } from '../arbitraries/journeys.ts';
import { FACT_NAMES } from '../arbitraries/conditions.ts';
import { thaw } from '../helpers.ts';
import { createReference } from './engine.ts';

export interface Duel {
  readonly playbook: Playbook;
  readonly visitorSeed: string;
  readonly beginsAt: number;
  readonly moves: readonly Move[];
}

/**
 * Leads the engine and the reference through one journey; both must answer each step alike, to the last bit of the trace.
 * The core alone says nothing of rules that did not invite.
 * Gives how many invitations there were, so that a property can tell whether it said anything.
 */
export function fight(
  engine: Engine<EngineState>,
  { playbook, visitorSeed, beginsAt, moves }: Duel,
  isCore = false,
): number {
  const reference = createReference(playbook, visitorSeed);
  let state = engine.start(undefined, beginsAt);
  reference.start(beginsAt);
  let now = beginsAt;
  let last = 'r0';
  let invitations = 0;
  let page: Record<string, FactValue | undefined> = Object.fromEntries(FACT_NAMES.map((name) => [name, undefined]));
  moves.forEach(({ pauseMs, signal, facts, outcome, isCut }, index) => {
    now += pauseMs;
    page = { ...page, ...facts };
    if (isCut) {
      state = engine.start(thaw(engine.save(state)), now);
      reference.start(now);
    }
    const input: StepInput = {
      now,
      ...(signal && { signal }),
      // A page that was loaded tells its facts, whatever of them the saved state kept.
      ...(isCut ? { facts: page } : facts && { facts }),
      ...(outcome && { outcome: { outcome, rule: last } }),
    };
    const { state: next, ...answer } = engine.step(state, input);
    const wanted = reference.step(input);
    const decisions = wanted.decisions.filter(({ kind }) => !isCore || kind !== 'suppress');
    expect(answer, `step ${index}: ${JSON.stringify(input)}`).toEqual({ ...wanted, decisions });
    state = next;
    const [first] = answer.decisions;
    if (first && first.kind !== 'suppress') {
      last = first.rule;
      invitations += 1;
    }
  });
  return invitations;
}
