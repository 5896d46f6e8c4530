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
  Decision,
  Engine,
  Experiment,
  FactItem,
  Facts,
  FactValue,
  Hours,
  InvitationTemplate,
  Listen,
  Match,
  Operators,
  Outcome,
  Playbook,
  PlaybookLimits,
  Quota,
  Rule,
  RuleLimits,
  SavedState,
  Schedule,
  Signal,
  StepInput,
  StepResult,
  SuppressReason,
  Trace,
  TraceLimits,
  TraceValue,
  Weekday,
} from './types.ts';
