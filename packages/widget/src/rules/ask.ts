import type { EngineState, Playbook, Rule, SavedState, StepResult } from '@tillside/rules';
import type { Extras } from '@tillside/rules/core';
import type { Rules } from './rules.ts';

/**
 * What one rule of the playbook would do if its signal came now, for a visitor of whom this is known (`RULES` in the store) or nothing, so that
 * its condition alone decides. Nothing comes of it: neither limits nor waits change. Why it would not invite is told with
 * `loadExplaining`'s extras only.
 */
export function ask(
  rules: Pick<Rules, '_engine' | '_known'>,
  playbook: Playbook,
  rule: Rule,
  extras: Extras | undefined,
  saved?: SavedState,
): StepResult<EngineState> {
  // Of no version: what is under way belongs to rules that are not in it.
  const one = rules._engine({ ...playbook, version: '', rules: [{ ...rule, on: [{ signal: 'asked' }] }] }, extras);
  const now = Date.now();
  return one.step(one.start(saved, now), { now, signal: { name: 'asked' }, facts: rules._known() });
}
