import { byId, el, icon } from './dom.js';

const SHOWN_MS = 7_000;

/**
 * A short confirmation that goes away by itself, and at once by its cross.
 *
 * @param {string} title
 * @param {string} [detail]
 * @param {{ picture?: string, links?: { text: string, href: string }[] }} [more]
 */
export function toast(title, detail, more = {}) {
  const host = byId('toasts', HTMLElement);
  const close = el('button', { type: 'button', class: 'toast__close', 'aria-label': 'Close' }, icon('close'));
  const lead = more.picture
    ? el('img', { src: more.picture, alt: '', width: 64, height: 64, class: 'toast__picture' })
    : el('span', { class: 'toast__mark' }, icon('check'));
  const links = (more.links ?? []).map((link) => el('a', { href: link.href }, link.text));
  const body = el('div', { class: 'toast__body' }, el('strong', {}, title));
  if (detail) body.append(el('span', {}, detail));
  if (links.length > 0) body.append(el('span', { class: 'toast__links' }, ...links));
  const box = el('div', { class: 'toast' }, lead, body, close);
  close.addEventListener('click', () => box.remove());
  host.replaceChildren(box);

  let timer = setTimeout(() => box.remove(), SHOWN_MS);
  // Who reads or reaches for a link keeps it.
  const hold = () => clearTimeout(timer);
  const release = () => {
    clearTimeout(timer);
    timer = setTimeout(() => box.remove(), SHOWN_MS / 2);
  };
  box.addEventListener('pointerenter', hold);
  box.addEventListener('pointerleave', release);
  box.addEventListener('focusin', hold);
  box.addEventListener('focusout', release);
}
