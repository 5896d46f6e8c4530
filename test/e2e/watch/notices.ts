import type { BrowserContext, Page } from 'playwright-core';

/** A desktop notification as the page put it up. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly isClosed: boolean;
}

type Watched = Window & { notices?: Notice[] };

/** Lets the pages of this browser notify, and notes what they put up: nothing else tells, where there is no desktop. */
export async function watchNotices(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['notifications']);
  await context.addInitScript(() => {
    const notices: { tag: string | undefined; title: string; body: string; isClosed: boolean }[] = [];
    (window as Watched).notices = notices;
    window.Notification = class extends Notification {
      readonly #notice;
      constructor(title: string, options: NotificationOptions = {}) {
        super(title, options);
        const { tag, body = '' } = options;
        this.#notice = { tag, title, body, isClosed: false };
        // One of the same tag takes the place of the one before.
        for (const before of notices) if (tag && before.tag === tag) before.isClosed = true;
        notices.push(this.#notice);
      }
      override close(): void {
        this.#notice.isClosed = true;
        super.close();
      }
    };
  });
}

export const readNotices = (page: Page): Promise<readonly Notice[]> =>
  page.evaluate(() => (window as Watched).notices ?? []);
