import type { Playbook, Rule } from '../src/index.ts';
import type { Journey, JourneyStep } from '../src/journeys/index.ts';
import { rehearse } from '../src/rehearse/index.ts';
import type { Rehearsal, RehearseOptions, RuleReport } from '../src/rehearse/index.ts';
import { makePlaybook, makeRule, MINUTE, T0 } from './helpers.ts';

export const HOUR = 60 * MINUTE;

export const journey = (steps: readonly JourneyStep[], rest: Partial<Journey> = {}): Journey => ({
  v: 1,
  journey: 'jrn_a',
  startedAt: T0,
  steps,
  ...rest,
});
export const view = (at: number, facts: NonNullable<JourneyStep['facts']> = {}, of = 'product'): JourneyStep => ({
  at,
  signal: { name: 'page_view', of },
  facts,
});
export const exit = (at: number): JourneyStep => ({ at, signal: { name: 'exit_intent' } });

export const onExit = (id: string, rest: Partial<Rule> = {}) =>
  makeRule(id, { on: [{ signal: 'exit_intent' }], ...rest });

export function play(
  next: Playbook | Rule,
  journeys: readonly Journey[],
  rest: Omit<Partial<RehearseOptions>, 'next' | 'journeys'> = {},
): Promise<Rehearsal> {
  return rehearse({ next: 'rules' in next ? next : makePlaybook([next]), journeys, ...rest });
}
export const reportOf = ({ rules }: Rehearsal, rule = 'only'): RuleReport => {
  const found = rules.find((one) => one.rule === rule);
  if (!found) throw new Error(`no report of ${rule}`);
  return found;
};
