import type { OperatorTable } from './comparisons.ts';
import type { derivedOf } from './extras/derive.ts';
import type { createToLocal } from './extras/local-time.ts';
import type { fittingFacts } from './extras/fitting.ts';
import type { attend, hear, prepare } from './extras/hear.ts';
import type { isInTime } from './extras/schedule.ts';
import type { suppress } from './whole/suppress.ts';
import type { stateAfter, workOf } from './whole/states.ts';
import type { timingOf } from './extras/timing.ts';
import type { Arm, Condition, Playbook, PlaybookLimits, Rule } from './playbook.ts';

/** What many playbooks do without, so that their visitors need not download it. */
export interface Extras {
  readonly _operators: OperatorTable;
  readonly _derivedOf: typeof derivedOf;
  readonly _timingOf: typeof timingOf;
  readonly _isInTime: typeof isInTime;
  readonly _prepare: typeof prepare;
  readonly _attend: typeof attend;
  readonly _hear: typeof hear;
  readonly _armOf: (
    playbook: Playbook,
    rule: Rule,
    visitorSeed: string,
  ) => readonly [arm: Arm | undefined, isOut: boolean];
  readonly _neverOf: (limits: Required<PlaybookLimits>) => Condition;
  readonly _fittingFacts: typeof fittingFacts;
  readonly _createToLocal: typeof createToLocal;
  /** These are part of the whole engine only. */
  readonly _suppress?: typeof suppress;
  readonly _workOf?: typeof workOf;
  readonly _stateAfter?: typeof stateAfter;
}
