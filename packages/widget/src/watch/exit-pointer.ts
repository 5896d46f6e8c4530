import { isControlFocused, page, win } from '../env.ts';
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
/** Sideways, as many times faster than upwards: a hand that goes along the edge and slips. */
const MOST_SLANT = 4;
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
  /** Where the pointer was of late, the oldest first. */
  let path: { readonly x: number; readonly y: number; readonly at: number }[] = [];
  let settle: ((stayedOut: boolean) => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const late = (): typeof path => path.filter(({ at }) => Date.now() - at <= SPEED_OVER_MS);

  const end = (stayedOut: boolean): void => {
    clearTimeout(timer);
    if (!settle) return;
    if (stayedOut || ++slips >= MOST_SLIPS) armedAt = Infinity;
    settle(stayedOut);
    settle = undefined;
  };

  onPage(() => {
    end(false);
    armedAt = Date.now() + ARMED_AFTER_MS;
    slips = 0;
    path = [];
  });

  /**
   * On the document, which stays when a page puts another `<html>` in place, and before anything of the page's can stop an event. Firefox has no
   * `mouseleave` there, so the pointer is gone when it left an element for none.
   */
  const on = <Type extends 'keydown' | `mouse${'move' | 'out' | 'over'}`>(
    type: Type,
    hear: (event: DocumentEventMap[Type]) => void,
  ): void => page().addEventListener(type, hear, { capture: true, signal });

  on('mousemove', ({ clientX: x, clientY: y }) => {
    path = [...late(), { x, y, at: Date.now() }];
  });
  on('keydown', () => void (typedAt = Date.now()));
  on('mouseover', () => end(false));
  on('mouseout', ({ clientX, clientY, relatedTarget, buttons }) => {
    const now = Date.now();
    if (clientY > 0 || relatedTarget || buttons || settle) return;
    if (now < armedAt || now - typedAt < TYPING_MS || isControlFocused()) return;
    // Where it was a tenth of a second ago. One that has not moved on this page was nowhere.
    const from = late()[0] ?? path.at(-1);
    const speed = clientX > win().innerWidth * CORNER ? CORNER_SPEED : LEAST_SPEED;
    if (!from || from.y - clientY <= Math.max(speed * (now - from.at), Math.abs(from.x - clientX) / MOST_SLANT)) return;
    const stayedOut = new Promise<boolean>((resolve) => (settle = resolve));
    // Not by further arguments: wrappers of timers drop them.
    timer = setTimeout(() => end(true), GRACE_MS);
    tell('exit_intent', { of: 'pointer' }, stayedOut);
  });
}
