import type { BrowserContext, Page } from 'playwright-core';

/** The relay's sockets of all tabs of one browser, as its own tools count them. */
export interface Sockets {
  /** Pages that have one open, once for each. */
  readonly open: () => readonly Page[];
  /** How many were opened since. */
  readonly opened: () => number;
}

export function watchSockets(context: BrowserContext): Sockets {
  const open = new Set<{ readonly page: Page }>();
  let opened = 0;
  const watch = (page: Page): void => {
    page.on('websocket', (socket) => {
      const one = { page };
      open.add(one);
      opened += 1;
      socket.on('close', () => void open.delete(one));
    });
    const forget = (): void => {
      for (const one of open) if (one.page === page) open.delete(one);
    };
    page.on('close', forget);
    // What becomes of the sockets of a page that was left is not told any more.
    page.on('framenavigated', (frame) => frame === page.mainFrame() && forget());
  };
  for (const page of context.pages()) watch(page);
  context.on('page', watch);
  return { open: () => [...open].map(({ page }) => page), opened: () => opened };
}

/**
 * Hides a page, or brings it into view. A browser that is driven takes all its tabs for visible, so that the page is told what it would be
 * told: https://html.spec.whatwg.org/multipage/interaction.html#page-visibility.
 */
export const setHidden = (page: Page, isHidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value });
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: value ? 'hidden' : 'visible' });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
