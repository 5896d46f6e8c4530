import { listen, page } from '../env.ts';

/** The shop's own links and buttons that open the panel. Without the script they are what the shop made them: links to the service page. */
export const OPENERS = '[data-tillside-open]';

/**
 * A press on one of them, or inside, opens the panel. The function that comes back writes on each whether somebody is there: as the page
 * changes, and when that does.
 */
export function watchOpeners(open: () => void, availability: () => string, signal: AbortSignal): () => void {
  const mark = (): void => {
    for (const opener of page().querySelectorAll(OPENERS))
      opener.setAttribute('data-tillside-availability', availability());
  };
  listen(
    page(),
    'click',
    (event) => {
      if (!(event.target instanceof Element && event.target.closest(OPENERS))) return;
      event.preventDefault();
      open();
    },
    signal,
  );
  listen(page(), 'tillside:availability', mark, signal);
  mark();
  return mark;
}
