import { extras } from '../extras/index.ts';
import type { Extras } from '../extras.ts';
import { stateAfter, workOf } from './states.ts';
import { suppress } from './suppress.ts';

export { suppress } from './suppress.ts';

/**
 * The extras with what no visitor's page needs: states that go on meaning what they meant, and why rules that were asked did not invite.
 * Servers, rehearsals and explanations take this.
 */
export const whole: Extras = { ...extras, _stateAfter: stateAfter, _suppress: suppress, _workOf: workOf };
