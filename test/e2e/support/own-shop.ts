import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../../helpers/browser.ts';
import { startDemo } from '../../helpers/demo.ts';
import type { Demo } from '../../helpers/demo.ts';
import { newDesk } from '../../helpers/desk.ts';
import type { Desk } from '../../helpers/desk.ts';
import { watchComplaints } from '../watch/complaints.ts';
import { watchTraffic } from '../watch/traffic.ts';
import type { Traffic } from '../watch/traffic.ts';
import { allowOrigin, changeFor } from './change-for.ts';
import type { SiteFile } from './change-site.ts';
import { launcherOf, SITE } from './halden.ts';
import { publish } from './publish.ts';
import { somebodyThere } from './somebody-there.ts';

/** One browser of a shopper's at a shop of one's own. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly traffic: Traffic;
  /** Types of the frames that were sent to the relay over its sockets, in order. */
  readonly sent: readonly string[];
  /** The same frames as they went over the wire. */
  readonly wire: readonly string[];
}

export interface OwnShop {
  readonly browser: Browser;
  readonly demo: Demo;
  readonly mara: Desk;
  /** The script tag, with further attributes. */
  tag(more?: string): string;
  /** Opens an address in a browser of its own. */
  visit(url: string, options?: BrowserContextOptions): Promise<Visit>;
  /** Changes the site, and waits until pages are told so: `isTold` looks at what `boot` answers. */
  change(
    edit: (site: SiteFile) => SiteFile,
    isTold: (boot: Readonly<Record<string, unknown>>) => boolean,
  ): Promise<void>;
  stop(): Promise<void>;
}

/** The demo's relay with a playbook of the test's, a rep who is there, and leave for pages of `origin`. */
export async function startOwnShop(origin: string, playbook: object): Promise<OwnShop> {
  const browser = await launchBrowser();
  const demo = await startDemo('sqlite');
  const mara = await newDesk(browser, { url: demo.consoleNode.url, email: 'mara@halden.example' });
  await mara.setStatus('Available');

  const own = { demo, site: SITE, origin };
  await publish(demo, SITE, playbook);
  await allowOrigin(own);
  await somebodyThere(demo.shopNode.url, SITE);

  return {
    browser,
    demo,
    mara,
    change: (edit, isTold) => changeFor(own, edit, isTold),
    tag: (more = '') =>
      `<script async src="${demo.consoleNode.url}/v1/loader.js" data-site="${SITE}" ${more}></script>`,
    async visit(url, options = { viewport: { width: 1280, height: 800 } }) {
      const context = await browser.newContext(options);
      const complaints = watchComplaints(context);
      const traffic = watchTraffic(context, demo.consoleNode.url);
      const wire: string[] = [];
      const sent: string[] = [];
      context.on('page', (page) =>
        page.on('websocket', (socket) =>
          socket.on('framesent', ({ payload }) => {
            wire.push(String(payload));
            sent.push((JSON.parse(String(payload)) as { type: string }).type);
          }),
        ),
      );
      const page = await context.newPage();
      await page.goto(url);
      return { context, page, complaints, traffic, sent, wire };
    },
    async stop() {
      await browser.close();
      await demo.stop();
    },
  };
}

/** The shop tells of something by the widget's own call. */
export async function track(page: Page, name: string, params: object = {}): Promise<void> {
  await launcherOf(page).waitFor();
  await page.evaluate(
    async ([event, more]) => {
      const { Tillside } = window as Window & {
        Tillside?: { ready(): Promise<void>; track(name: string, params: object): void };
      };
      await Tillside?.ready();
      Tillside?.track(event, more);
    },
    [name, params] as const,
  );
}

export const sayConsent = (page: Page, said: 'granted' | 'denied'): Promise<void> =>
  page.evaluate(
    (it) => (window as Window & { Tillside?: { consent(said: 'granted' | 'denied'): void } }).Tillside?.consent(it),
    said,
  );
