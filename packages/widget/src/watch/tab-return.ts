import { listen, page } from '../env.ts';
import type { Sense } from './sense.ts';

/** Tells that the page is in view again, and how long it was hidden. */
export function senseTabReturn({ _signal: signal, _tell: tell }: Sense): void {
  let hiddenAt = 0;
  listen(
    page(),
    'visibilitychange',
    () => {
      const now = Date.now();
      if (page().hidden) hiddenAt = now;
      else if (hiddenAt) {
        const value = now - hiddenAt;
        hiddenAt = 0;
        tell('tab_return', { value });
      }
    },
    signal,
  );
}
