/** The closed lists a playbook is checked against, and docs/rules.md is made from. The engine itself does not need them. */
export { FACTS, factOf, ITEM_FIELDS } from './facts.ts';
export type { FactDefinition } from './facts.ts';
export { PAGE_TYPES, SIGNALS } from './signals.ts';
export type { SignalDefinition, SignalName } from './signals.ts';
export { VARIABLES } from './variables.ts';
