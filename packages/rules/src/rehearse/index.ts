/** Trying a playbook on recorded journeys before it goes live. */
export { formatRehearsal } from './format.ts';
export { rehearse } from './rehearse.ts';
export type { RehearseOptions } from './rehearse.ts';
export type { Band } from './bands.ts';
export type { Breakdown, Conversations, Load, Rehearsal, RuleFigures, RuleReport } from './report.ts';
