import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../helpers/demo.ts';
import { startOwnShop } from './own-shop.ts';
import type { OwnShop, Visit } from './own-shop.ts';
import { serveOwnPages } from './own-pages.ts';
import type { OwnPages } from './own-pages.ts';

/** What is here is there from the first test on. */
export interface UsedShop {
  readonly demo: Demo;
  /** The shop's, and another one's: both show the page. */
  readonly origins: OwnPages['origins'];
  /** Opens the shop's page in a browser of its own. */
  visit(options?: BrowserContextOptions): Promise<Visit>;
}

/** Sets up, for a whole file of tests, a shop of one's own: a page with this in it, the widget, consent to everything, and a rep who is there. */
export function useOwnShop(playbook: object, body: string): UsedShop {
  let shop: OwnShop;
  let pages: OwnPages;
  beforeAll(async () => {
    pages = await serveOwnPages();
    shop = await startOwnShop(pages.origins[0], playbook);
    pages.serve(shop.tag('data-consent="granted"') + body);
  });
  afterAll(async () => {
    await shop.stop();
    await pages.close();
  });
  return {
    get demo() {
      return shop.demo;
    },
    get origins() {
      return pages.origins;
    },
    visit: (options) => shop.visit(`${pages.origins[0]}/`, options),
  };
}
