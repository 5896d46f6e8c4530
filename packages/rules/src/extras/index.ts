import { armOf } from '../arms.ts';
import type { Extras } from '../extras.ts';
import { derivedOf } from './derive.ts';
import { fittingFacts } from './fitting.ts';
import { createToLocal } from './local-time.ts';
import { attend, hear, prepare } from './hear.ts';
import { LIST_OPERATORS } from './operators.ts';
import { isInTime } from './schedule.ts';
import { timingOf } from './timing.ts';

/** What the engine's core does without until a playbook asks for it (see `needsOf`): a browser loads it only then. */
export const extras: Extras = {
  _operators: LIST_OPERATORS,
  _derivedOf: derivedOf,
  _timingOf: timingOf,
  _isInTime: isInTime,
  _prepare: prepare,
  _attend: attend,
  _hear: hear,
  _armOf({ experiments }, { audience }, visitorSeed) {
    const experiment = experiments?.find(({ id }) => id === audience?.experiment);
    const arm = experiment && armOf(experiment, visitorSeed);
    return [arm, !!arm && !arm.holdout && audience?.arms?.includes(arm.id) === false];
  },
  _neverOf: ({ neverOn }) => ({ $or: neverOn.map((pattern) => ({ 'page.path': { $glob: pattern } })) }),
  _fittingFacts: fittingFacts,
  _createToLocal: createToLocal,
};
