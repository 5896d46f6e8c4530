import { listen, page, selectionIsEmpty } from '../env.ts';
import { isPrivate } from '../page/private.ts';
import type { Sense } from './sense.ts';

const PRESSES = 3;
const WITHIN_MS = 1_000;
/** Fingers hit no pixel twice. */
const SPOT_PX = 24;
/** Where pressing often is how it works: numbers and quantities, sliders, players, pages of a carousel or calendar. */
const OFTEN =
  'input,textarea,select,option,video,audio,canvas,[role=spinbutton],[role=slider],[role=scrollbar],[contenteditable]';
const STEPPER = /qty|quantity|amount|incr|decr|plus|minus|step|spin|next|prev|arrow|slide|carousel|zoom|month/i;
const SIGN = /^\s*[-+−–‹›<>«»▲▼◀▶▴▾◂▸]?\s*$/u;
const NUMBER = 'input[type=number],input[inputmode=numeric],[role=spinbutton]';

function isStepper(target: Element): boolean {
  const control = target.closest('button,a,[role=button]');
  if (!control) return false;
  const names = [control.id, control.className, control.getAttribute('name'), control.getAttribute('aria-label')];
  return (
    STEPPER.test(names.join()) || SIGN.test(control.textContent ?? '') || !!control.parentElement?.querySelector(NUMBER)
  );
}

/** Tells three presses on one spot within a second; then not again before a second without one. */
export function senseRageClick({ _signal: signal, _tell: tell }: Sense): void {
  let presses: { readonly x: number; readonly y: number; readonly at: number }[] = [];
  let quietUntil = 0;
  listen(
    page(),
    'click',
    (event) => {
      const { clientX: x, clientY: y, detail, target } = event as MouseEvent;
      const at = Date.now();
      // Keys press without a place, and the panel is ours.
      if (!detail || !(target instanceof Element) || target.localName === 'tillside-widget' || isPrivate(target))
        return;
      presses = presses.filter(
        (press) => at - press.at <= WITHIN_MS && Math.hypot(press.x - x, press.y - y) <= SPOT_PX,
      );
      presses.push({ x, y, at });
      const isAgain = at < quietUntil;
      if (presses.length < PRESSES) return;
      quietUntil = at + WITHIN_MS;
      // Three presses on words mark the paragraph.
      if (!isAgain && !target.closest(OFTEN) && !isStepper(target) && selectionIsEmpty()) tell('rage_click');
    },
    signal,
  );
}
