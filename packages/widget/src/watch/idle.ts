import { listen, page } from '../env.ts';
import type { Sense } from './sense.ts';

const ACTS = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel', 'touchmove', 'visibilitychange'];

/** Tells, at each of `thresholds` (milliseconds, rising), that nothing was pressed, moved, typed or scrolled for so long on a page in view. */
export function senseIdle(
  { _signal: signal, _tell: tell, _onPage: onPage, _isSparing: isSparing }: Sense,
  thresholds: readonly number[],
): void {
  let actedAt = 0;
  let next = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    const value = thresholds[next];
    if (value === undefined) return;
    const leftMs = actedAt + value - Date.now();
    if (leftMs > 0) {
      timer = setTimeout(look, leftMs);
      return;
    }
    next++;
    // One that is out of view begins anew when it is back.
    if (page().hidden || isSparing()) return;
    tell('idle', { value });
    look();
  };
  /** One timer for however many movements: it looks how long ago the last was. */
  const act = (): void => {
    actedAt = Date.now();
    if (!next && timer) return;
    clearTimeout(timer);
    next = 0;
    look();
  };

  onPage(act);
  for (const type of ACTS) listen(page(), type, act, signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
}
