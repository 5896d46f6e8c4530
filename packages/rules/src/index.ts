export { armOf, hashOf, isRolledOut } from './arms.ts';
export { createEngine } from './create-engine.ts';
export type { EngineOptions } from './engine.ts';
export { needsOf } from './needs.ts';
export type { Need } from './needs.ts';
export type { EngineState } from './state.ts';
export type {
  Arm,
  Audience,
  Condition,
  Experiment,
  Hours,
  InvitationTemplate,
  Listen,
  Match,
  Operators,
  Playbook,
  PlaybookLimits,
  Quota,
  Rule,
  RuleLimits,
  Schedule,
  Weekday,
} from './playbook.ts';
export type {
  Decision,
  Engine,
  FactItem,
  Facts,
  FactValue,
  Outcome,
  SavedState,
  Signal,
  StepInput,
  StepResult,
  SuppressReason,
  Trace,
  TraceLimits,
  TraceValue,
} from './types.ts';
