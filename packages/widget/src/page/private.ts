/** Fields for cards, passwords and codes. */
const PRIVATE =
  '[autocomplete*="cc-" i],[autocomplete*="password" i],[autocomplete*="one-time-code" i],[type="password" i]';

/**
 * What the widget never listens to, reads or points at: those fields, all that stands in or belongs to a form that holds one, and all
 * that stands in what the shop marked with `data-tillside-private`.
 */
export const isPrivate = (it: Element): boolean =>
  it.matches(PRIVATE) ||
  !!it.closest('[data-tillside-private]') ||
  [it.closest('form'), (it as Partial<HTMLInputElement>).form].some((form) => form?.querySelector(PRIVATE));
