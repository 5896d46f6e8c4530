import type { Timing } from '../listener.ts';
import type { Match } from '../playbook.ts';
import type { Signal } from '../types.ts';
import { isMatch } from './timing.ts';

/**
 * Takes a signal into a flow or a count, or into what one signal completes. True: it is complete.
 *
 * @param starts for each `n` the latest time at which the first `n` signals began; changed in place
 */
export function advance(
  starts: number[],
  { _steps, _withinMs }: Timing,
  signal: Signal,
  last: number | undefined,
  now: number,
): boolean {
  // From the end, so that one signal is taken once in each place. The latest beginning is the best: the others run out before it.
  for (let index = _steps.length; index--;) {
    const start = index ? starts[index - 1] : now;
    if (start === undefined || now - start > _withinMs || !isMatch(_steps[index] as Match, signal, last)) continue;
    if (!_steps[index + 1]) return true;
    starts[index] = start;
  }
  return false;
}
