/** @jsxImportSource ../part */
import { render } from '../part/kit.ts';
import { isFullScreen } from '../full-screen.ts';
import { InvitationCard } from './card.tsx';
import type { CardProps } from './card.tsx';
import { createPlace } from './keep-clear.ts';
import { reach } from './reach.ts';
import { openSlot } from './slot.ts';

const LOOK_MS = 250;
/** In view at so many looks in a row, a second, counts as seen. */
const SEEN_LOOKS = 5;
const TOLD_LOOKS = 2;
/** Who was told of it a moment ago is not hurried: it stays so long at least. */
const TOLD_MS = 20_000;

/** Its middle is on the screen, and somebody looks at that. */
function isInView(card: HTMLElement): boolean {
  const { top, bottom } = card.getBoundingClientRect();
  const middle = (top + bottom) / 2;
  return !document.hidden && card.isConnected && middle >= 0 && middle <= innerHeight;
}

/**
 * Where invitations are shown, one at a time: `box` gets the region that announces them, which stands there before, and the card. Shows one
 * until the function that it returns is called. What becomes of it is told to `onAnswer`: seen, an answer, or that its time is over.
 */
export function createStage(box: HTMLElement): (props: CardProps) => () => void {
  const said = document.createElement('p');
  const home = document.createElement('div');
  const sheet = new CSSStyleSheet();
  const root = box.getRootNode() as ShadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  said.className = 'unseen';
  said.setAttribute('role', 'status');
  box.append(said, home);

  return (props) => {
    const { expiresAt, onAnswer } = props;
    const isInline = props.form === 'inline';
    const slot = isInline ? openSlot(box, (place) => render(<InvitationCard {...props} />, place)) : undefined;
    const form = isInline ? 'card' : props.form;
    const place = slot?._place ?? home;
    if (!slot) render(<InvitationCard {...props} form={form} />, home);
    const card = place.firstElementChild as HTMLElement;
    // In the page nothing has to make room for it.
    const settle = slot ? () => true : createPlace(card, form, sheet);
    const words = card.querySelector<HTMLElement>('.words');
    let toldAt = 0;
    let looks = 0;

    const look = (): void => {
      const isSeen = settle() && isInView(card);
      looks = isSeen ? looks + 1 : 0;
      // Not at once: a region that came a moment ago is not listened to yet.
      if (looks === TOLD_LOOKS && !toldAt) {
        toldAt = Date.now();
        said.textContent = `${props.name}: ${props.text} ${props.offer ?? ''}`;
      }
      if (looks === SEEN_LOOKS) onAnswer('seen');
      const isHeld =
        Date.now() - toldAt < TOLD_MS || card.matches(isFullScreen() ? ':focus-within' : ':hover,:focus-within');
      if (Date.now() >= expiresAt && !isHeld) onAnswer('timed_out');
    };
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener('focusin', settle);
    const leave = reach(card, onAnswer);
    look();
    // On a small phone a long sentence scrolls: by keyboard too.
    if (words && words.scrollHeight > words.clientHeight) words.tabIndex = 0;

    return () => {
      clearInterval(timer);
      document.removeEventListener('focusin', settle);
      leave();
      render(null, place);
      slot?._close();
      said.textContent = '';
    };
  };
}
