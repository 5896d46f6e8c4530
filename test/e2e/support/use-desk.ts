import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../../helpers/browser.ts';
import { startDemo } from '../../helpers/demo.ts';
import type { Demo } from '../../helpers/demo.ts';
import { newDesk } from '../../helpers/desk.ts';
import type { Desk } from '../../helpers/desk.ts';

/** What is here is there from the first test on, and in every `beforeAll` of the file's own. */
export interface UsedDesk {
  readonly browser: Browser;
  readonly demo: Demo;
  /** Of Halden, at the console. */
  readonly mara: Desk;
}

/** Sets up, for a whole file of tests, the demo on SQLite, a browser, and a rep who has signed in. */
export function useDesk(): UsedDesk {
  let browser: Browser;
  let demo: Demo;
  let mara: Desk;
  beforeAll(async () => {
    browser = await launchBrowser();
    demo = await startDemo('sqlite');
    mara = await newDesk(browser, { url: demo.consoleNode.url, email: 'mara@halden.example' });
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });
  return {
    get browser() {
      return browser;
    },
    get demo() {
      return demo;
    },
    get mara() {
      return mara;
    },
  };
}
