import { isFullScreen } from '../full-screen.ts';
import type { Granted } from '../types.ts';

/**
 * What an invitation may never lie on: what has the focus (but not a place that a script moved it to), buttons that send a form, ways to
 * the checkout, dialogs and cookie notices, and what the shop marks.
 */
const CLEAR =
  ':focus:not([tabindex="-1"]),[type=submit],form button:not([type]),a[href*=checkout],dialog,[role*=dialog],[data-tillside-clear]';
/** More than this lies below what is seen: that is a keyboard, and somebody types. */
const KEYBOARD_PX = 150;

/** The tops of what of the page lies under it. */
function under(card: HTMLElement): number[] {
  const mine = card.getBoundingClientRect();
  return [...document.querySelectorAll(CLEAR)].flatMap((it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    const isUnder = left < mine.right && right > mine.left && top < mine.bottom && bottom > mine.top;
    return isUnder && right > left && (it.checkVisibility?.({ visibilityProperty: true }) ?? true) ? [top] : [];
  });
}

/**
 * Finds a place in a corner where it covers nothing that the shop lives on. It stays where it is while that is free; otherwise: its own corner,
 * smaller there, the other corner, smaller there, above what is in the way. Where all are taken it waits unseen.
 *
 * @param sheet says how high it stands: shops' policies forbid inline styles
 * @returns to be called whenever something may have moved: whether it is to be seen.
 */
export function createPlace(card: HTMLElement, form: Granted['form'], sheet: CSSStyleSheet): () => boolean {
  const lift = (px: number): void => sheet.replaceSync(`.card{--lift:${px}px}`);
  const spots = [form, 'bubble', `${form} is-over`, 'bubble is-over', form];
  let spot = form as string;

  return () => {
    const view = window.visualViewport;
    const below = isFullScreen() && view?.scale === 1 ? Math.max(0, innerHeight - view.offsetTop - view.height) : 0;
    let isFree = false;
    if (below < KEYBOARD_PX) {
      let index = -1;
      for (const name of [spot, ...spots]) {
        index++;
        card.className = `card is-${(spot = name)}`;
        if (index) lift(below);
        let tops = under(card);
        if (index === spots.length && tops.length) {
          lift(innerHeight - Math.min(...tops));
          tops = card.getBoundingClientRect().top > innerHeight / 3 ? under(card) : tops;
        }
        if ((isFree = !tops.length)) break;
      }
    }
    card.classList.toggle('is-waiting', !isFree);
    return isFree;
  };
}
