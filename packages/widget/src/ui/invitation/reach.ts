import type { CardAnswer } from '../types.ts';

/** Between the fields of a form Tab goes from one to the next, and nothing comes between. */
const FORM = 'form,input,select,textarea,iframe,[contenteditable]';

/**
 * How a keyboard comes to an invitation and away from it. It stands at the end of the page, so Tab alone would pass everything first: F6, the key
 * for the next region, goes to it from anywhere, and so does the next Tab outside of forms, once. Tab past its ends goes on where it came
 * from. Escape closes it, a letter typed on it says yes and goes into the conversation.
 *
 * @returns to be called when it goes: gives the focus back.
 */
export function reach(card: HTMLElement, onAnswer: (answer: CardAnswer) => void): () => void {
  const root = card.getRootNode() as ShadowRoot;
  const buttons = [...card.querySelectorAll('button')];
  let from: HTMLElement | undefined;
  const isInside = (): boolean => card.contains(root.activeElement);

  const onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const at = document.activeElement as HTMLElement;
    if (event.defaultPrevented || event.isComposing) return;
    if (key === 'Escape') onAnswer('dismissed');
    else if (!isInside()) {
      if (key !== 'F6' && (key !== 'Tab' || shiftKey || from || at.closest(FORM))) return;
      buttons[0]?.focus();
      // One that waits for a free place takes no focus.
      if (!isInside()) return;
      event.preventDefault();
      from = at;
    } else if (key === 'Tab') {
      if (!from || root.activeElement !== (shiftKey ? buttons[0] : buttons.at(-1))) return;
      // The browser goes on from here.
      from.focus();
      if (shiftKey) event.preventDefault();
    } else if (/^\S$/u.test(key) && !event.ctrlKey && !event.metaKey && !event.altKey) onAnswer('accepted');
  };
  document.addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('keydown', onKey);
    if (isInside()) from?.focus();
  };
}
