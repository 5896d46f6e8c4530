import { isControlFocused, listen, page, win } from '../env.ts';
import { ARMED_AFTER_MS } from './exit-pointer.ts';
import type { Sense } from './sense.ts';

/** A flick: the finger went down so far, so that the page goes up, within so long (the shape Boxzilla found). */
const LEAST_PX = 20;
const MOST_MS = 300;
/** Then the page must go on upwards by itself, and nobody touch it. */
const WAIT_MS = 800;
const CONTROLS = 'a,button,input,select,textarea,label,[role=button]';

/**
 * Tells a fast scroll up towards the address on a touch screen, with something in the cart: the nearest to a pointer that leaves.
 * Once a page. The page is measured twice a flick, never while it moves under the finger.
 */
export function senseTouchExit({ _signal: signal, _tell: tell, _onPage: onPage }: Sense, hasCart: () => boolean): void {
  let armedAt = 0;
  let from: { readonly y: number; readonly at: number } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  onPage(() => {
    clearTimeout(timer);
    armedAt = Date.now() + ARMED_AFTER_MS;
  });
  const hear = (type: string, act: (y: number, touch: TouchEvent) => void): void =>
    listen(
      page(),
      type,
      (event) => {
        const touch = event as TouchEvent;
        const { changedTouches, touches } = touch;
        const [one] = changedTouches;
        // Two fingers zoom.
        if (one && touches.length < 2) act(one.clientY, touch);
        else from = undefined;
      },
      signal,
    );

  hear('touchstart', (y, { target }) => {
    clearTimeout(timer);
    from = (target as Element | null)?.closest?.(CONTROLS) ? undefined : { y, at: Date.now() };
  });
  hear('touchend', (y) => {
    const now = Date.now();
    const isFlick = from && y - from.y >= LEAST_PX && now - from.at <= MOST_MS;
    from = undefined;
    if (!isFlick || now < armedAt || !hasCart() || isControlFocused()) return;
    const { scrollY } = win();
    timer = setTimeout(() => {
      if (win().scrollY >= scrollY) return;
      armedAt = Infinity;
      tell('exit_intent', { of: 'touch' });
    }, WAIT_MS);
  });
}
