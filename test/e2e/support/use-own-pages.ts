import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser } from '../../helpers/browser.ts';
import { startDemo } from '../../helpers/demo.ts';
import type { Demo } from '../../helpers/demo.ts';
import { watchComplaints } from '../watch/complaints.ts';
import { allowOrigin } from './change-for.ts';
import { SITE } from './halden.ts';
import { serveOwnPages } from './own-pages.ts';
import type { OwnPages } from './own-pages.ts';
import { publish } from './publish.ts';
import { somebodyThere } from './somebody-there.ts';

export interface OpenOptions {
  /** Default `/`. */
  readonly path?: string;
  /** One of the pages' own; default the one that the site lists. */
  readonly origin?: string;
  /** The page's Content-Security-Policy. */
  readonly policy?: string;
  /** Another browser than the file's. */
  readonly browser?: Browser;
}

/** Pages of a shop's own, before a relay that knows them. What is here is there from the first test on. */
export interface OwnPagesShop {
  readonly browser: Browser;
  readonly demo: Demo;
  readonly pages: OwnPages;
  /** The script tag, with further attributes. */
  tag(more?: string, site?: string): string;
  /** Serves a page with this head and opens it in a browser of its own, which is closed after the test. */
  open(head: string, options?: OpenOptions): Promise<{ readonly page: Page; readonly complaints: string[] }>;
  /** Closes this too after the test. */
  keep(context: BrowserContext): void;
}

/**
 * Sets up, for a whole file of tests, a demo that lists the first origin of pages of one's own.
 *
 * @param sit brings in whoever answers there
 * @param playbook where there is one, published; and then nothing begins before pages are told that somebody is there
 */
export function useOwnPages(
  sit: (shop: Pick<OwnPagesShop, 'browser' | 'demo'>) => Promise<void>,
  playbook?: object,
): OwnPagesShop {
  let browser: Browser;
  let demo: Demo;
  let pages: OwnPages;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
    demo = await startDemo('sqlite');
    await sit({ browser, demo });
    pages = await serveOwnPages();
    await allowOrigin({ demo, site: SITE, origin: pages.origins[0] });
    if (playbook === undefined) return;
    await publish(demo, SITE, playbook);
    await somebodyThere(demo.shopNode.url, SITE);
  });
  afterEach(async () => {
    // One in a browser of the test's own is gone with that.
    for (const context of contexts.splice(0)) if (context.browser()?.isConnected()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await pages.close();
    await demo.stop();
  });
  return {
    get browser() {
      return browser;
    },
    get demo() {
      return demo;
    },
    get pages() {
      return pages;
    },
    tag: (more = '', site = SITE) =>
      `<script async src="${demo.consoleNode.url}/v1/loader.js" data-site="${site}" ${more}></script>`,
    async open(head, { path = '/', origin = pages.origins[0], policy, browser: of = browser } = {}) {
      const context = await of.newContext({ viewport: { width: 1280, height: 800 } });
      contexts.push(context);
      const complaints = watchComplaints(context);
      pages.serve(head, policy);
      const page = await context.newPage();
      await page.goto(origin + path);
      return { page, complaints };
    },
    keep: (context) => void contexts.push(context),
  };
}
