import { isControlFocused, listen, page, win } from '../env.ts';
import type { Sense } from './sense.ts';

/** Pointers slip over the edge while a page still loads. */
export const ARMED_AFTER_MS = 5_000;
/** A pointer that comes back within this time slipped. */
const GRACE_MS = 400;
/** Slips are told to the relay as requests that are given back; a nervous hand shall not do that all day. */
const MOST_SLIPS = 5;
/** Who typed so lately reaches for the field, or for a suggestion of the browser's. */
const TYPING_MS = 2_000;
/** How far back the pointer's speed is looked at. */
const SPEED_OVER_MS = 100;
/** Pixels a millisecond, upwards: slower is a hand that drifts. */
const LEAST_SPEED = 0.1;
/** In the window buttons' corner, this share of the width at the end, only a pointer that means it counts. */
const CORNER = 0.8;
const CORNER_SPEED = 1;

/**
 * Tells that the pointer leaves through the top edge, where tabs, the address and "close" are: at the start of the grace
 * time, with a promise of whether it stayed out. Once a page, not counting slips.
 */
export function sensePointerExit({ _signal: signal, _tell: tell, _onPage: onPage }: Sense): void {
  let armedAt = 0;
  let slips = 0;
  let typedAt = 0;
  let isDone = false;
  /** Where the pointer was of late, the oldest first. */
  let path: { readonly y: number; readonly at: number }[] = [];
  let settle: ((stayedOut: boolean) => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (stayedOut: boolean): void => {
    clearTimeout(timer);
    if (!settle) return;
    isDone = stayedOut || ++slips >= MOST_SLIPS;
    settle(stayedOut);
    settle = undefined;
  };

  /** Upwards, pixels a millisecond, over the last tenth of a second; 0 for a pointer that has not moved on this page. */
  const speedTo = (y: number, now: number): number => {
    const from = path.find(({ at }) => now - at <= SPEED_OVER_MS) ?? path.at(-1);
    return from ? (from.y - y) / Math.max(now - from.at, 1) : 0;
  };

  onPage(() => {
    end(false);
    armedAt = Date.now() + ARMED_AFTER_MS;
    slips = 0;
    isDone = false;
    path = [];
  });

  const root = page().documentElement;
  listen(
    root,
    'mousemove',
    (event) => {
      const now = Date.now();
      path = path.filter(({ at }) => now - at <= SPEED_OVER_MS);
      path.push({ y: (event as MouseEvent).clientY, at: now });
    },
    signal,
  );
  listen(page(), 'keydown', () => void (typedAt = Date.now()), signal);
  listen(
    root,
    'mouseleave',
    (event) => {
      const { clientX, clientY, relatedTarget, buttons } = event as MouseEvent;
      const now = Date.now();
      if (clientY > 0 || relatedTarget || buttons || isDone || settle) return;
      if (now < armedAt || now - typedAt < TYPING_MS || isControlFocused()) return;
      const isCorner = clientX > win().innerWidth * CORNER;
      if (speedTo(clientY, now) < (isCorner ? CORNER_SPEED : LEAST_SPEED)) return;
      const stayedOut = new Promise<boolean>((resolve) => (settle = resolve));
      // Not by further arguments: wrappers of timers drop them.
      timer = setTimeout(() => end(true), GRACE_MS);
      tell('exit_intent', { of: 'pointer' }, stayedOut);
    },
    signal,
  );
  listen(root, 'mouseenter', () => end(false), signal);
}
