export { createEngine } from './engine.ts';
export type { EngineOptions } from './engine.ts';
export type { EngineState } from './state.ts';
export type {
  Condition,
  Decision,
  Engine,
  Facts,
  FactValue,
  InvitationTemplate,
  Listen,
  Operators,
  Outcome,
  Playbook,
  Rule,
  RuleLimits,
  SavedState,
  Signal,
  StepInput,
  StepResult,
  SuppressReason,
  Trace,
} from './types.ts';
