import { isControlFocused, listen, page } from '../env.ts';
import type { Sense } from './sense.ts';

/** Pointers slip over the edge while a page still loads. */
export const ARMED_AFTER_MS = 5_000;
/** A pointer that comes back within this time slipped. */
const GRACE_MS = 400;
/** Slips are told to the relay as requests that are given back; a nervous hand shall not do that all day. */
const MOST_SLIPS = 5;

/**
 * Tells that the pointer leaves through the top edge, where tabs, the address and "close" are: at the start of the grace
 * time, with a promise of whether it stayed out. Once a page, not counting slips.
 */
export function sensePointerExit({ _signal: signal, _tell: tell, _onPage: onPage }: Sense): void {
  let armedAt = 0;
  let slips = 0;
  let isDone = false;
  let settle: ((stayedOut: boolean) => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (stayedOut: boolean): void => {
    clearTimeout(timer);
    if (!settle) return;
    isDone = stayedOut || ++slips >= MOST_SLIPS;
    settle(stayedOut);
    settle = undefined;
  };

  onPage(() => {
    end(false);
    armedAt = Date.now() + ARMED_AFTER_MS;
    slips = 0;
    isDone = false;
  });

  const root = page().documentElement;
  listen(
    root,
    'mouseleave',
    (event) => {
      const { clientY, relatedTarget, buttons } = event as MouseEvent;
      if (clientY > 0 || relatedTarget || buttons || isDone || settle || Date.now() < armedAt || isControlFocused())
        return;
      const stayedOut = new Promise<boolean>((resolve) => (settle = resolve));
      timer = setTimeout(end, GRACE_MS, true);
      tell('exit_intent', { of: 'pointer' }, stayedOut);
    },
    signal,
  );
  listen(root, 'mouseenter', () => end(false), signal);
}
