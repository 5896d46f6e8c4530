import { createEngine } from '@tillside/rules';
import type { Decision, Playbook, StepInput } from '@tillside/rules';
import type { Journey } from '@tillside/rules/journeys';

/**
 * What the engine decides over a recorded journey, as it did in the visitor's page: asked at every step and whenever it wanted to be woken.
 * Outcomes are those that were recorded.
 */
export function replay(playbook: Playbook, { startedAt, steps }: Journey): readonly Decision[] {
  const engine = createEngine(playbook, { visitorSeed: 'recipe' });
  const decisions: Decision[] = [];
  let state = engine.start(undefined, startedAt);
  let wakeAt = Infinity;
  const step = (input: StepInput): void => {
    const result = engine.step(state, input);
    ({ state } = result);
    wakeAt = result.wakeAt ?? Infinity;
    decisions.push(...result.decisions);
  };
  for (const { at, facts = {}, ...rest } of steps) {
    const now = startedAt + at;
    while (wakeAt <= now) step({ now: wakeAt });
    const changes = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value ?? undefined]));
    step({ now, facts: changes, ...rest });
  }
  return decisions;
}
