import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import type { Tillside as Widget } from '@tillside/widget';
import { readJourneys } from '@tillside/rules/journeys';
import type { Journey } from '@tillside/rules/journeys';
import type { Demo } from '../../helpers/demo.ts';
import { armedAfterMs, newShopper } from '../../helpers/shopper.ts';
import type { Shopper } from '../../helpers/shopper.ts';

/** The last thing a recorded page tells, as an event of the shop's own: whatever came before it is known by then. */
const LAST = 'looked';
/** A page sends its recording this often. */
const sentEveryMs = 30_000;

export interface ComeOptions {
  readonly isPhone?: boolean;
  /** What the clock of the visitor's browser says on arrival. Default: the time it is. */
  readonly at?: Date;
}

export interface VisitorHost extends ComeOptions {
  readonly shop: string;
  /** The script of the shop's tag, as text. */
  readonly loader: string;
  readonly cli: Demo['cli'];
}

/** A shopper whose visit is recorded, and for whom time passes as fast as the test wants. */
export interface RecordedVisitor extends Shopper {
  /** Comes to the shop, and agrees to cookies. */
  arrive(path: string): Promise<void>;
  /** Another page of the shop. */
  visit(path: string): Promise<void>;
  /** Moves the pointer out of a page that was looked at for a while. */
  leave(): Promise<void>;
  /** So much time passes in the browser, at once. */
  pass(ms: number): Promise<void>;
  /** How many invitations were painted so far. */
  shown(): number;
  /** Resolves once all that happened until now was judged, recorded and sent. */
  recorded(): Promise<void>;
  /** The visit so far, as `tillside journeys export` gives it. */
  journey(): Promise<Journey>;
}

declare global {
  // What the test puts into the page, and what it finds there.
  var countInvitation: () => void;
  var Tillside: Widget;
}

export async function comeRecorded(browser: Browser, host: VisitorHost): Promise<RecordedVisitor> {
  const { shop, loader, cli, isPhone = false, at } = host;
  const cameAt = new Date();
  const shopper = await newShopper(browser, { shop, isPhone });
  const { context, page, press } = shopper;
  await context.clock.install(at && { time: at });
  // The shop's tag with `data-record`. A route also keeps the browser from remembering which playbook was current.
  await context.route('**/v1/loader.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `document.currentScript.dataset.record='true';${loader}` }),
  );

  let shown = 0;
  await context.exposeFunction('countInvitation', () => (shown += 1));
  await context.addInitScript(() =>
    document.addEventListener('tillside:invitation', (event) => {
      if ((event as CustomEvent<{ state: string }>).detail.state === 'shown') globalThis.countInvitation();
    }),
  );

  let isRecorded = false;
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const text = String(payload);
      if (text.includes('"journey.record"') && text.includes(`"${LAST}"`)) isRecorded = true;
    }),
  );

  /** The downloads of this page that come last of all. */
  const late = new Set<string>();
  page.on('request', (request) => {
    if (request.isNavigationRequest()) late.clear();
  });
  page.on('response', (response) => {
    // What watches comes in one download with what else the playbook needs: `extras.facts.watch`.
    if (/\/assets\/([a-z.]+\.)?(watch|record|link)[-.]/.test(response.url())) late.add(response.url());
  });
  const pass = async (ms: number): Promise<void> => {
    // Time that passes before anybody watches is not noticed.
    await expect.poll(() => late.size).toBe(3);
    await page.evaluate(`Promise.all(${JSON.stringify([...late])}.map((url) => import(url))).then(() => undefined)`);
    await context.clock.fastForward(ms);
  };

  const visit = async (path: string): Promise<void> => void (await page.goto(shop + path));
  const recorded = async (): Promise<void> => {
    isRecorded = false;
    await page.evaluate((name) => globalThis.Tillside.track(name), LAST);
    await pass(sentEveryMs);
    await expect.poll(() => isRecorded).toBe(true);
  };

  return {
    ...shopper,
    async arrive(path) {
      await visit(path);
      await press(page.getByRole('button', { name: 'Accept' }));
    },
    visit,
    async leave() {
      await pass(armedAfterMs);
      await shopper.moveOut();
    },
    pass,
    shown: () => shown,
    recorded,
    async journey() {
      await recorded();
      const exported = async (): Promise<Journey | undefined> => {
        const lines = await cli('journeys', 'export', '--site', 'site_halden', '--since', cameAt.toISOString());
        for await (const journey of readJourneys([lines]))
          if (journey.steps.some(({ signal }) => signal?.of === LAST)) return journey;
        return undefined;
      };
      let found: Journey | undefined;
      await expect.poll(async () => (found = await exported()), { timeout: 20_000, interval: 300 }).not.toBeUndefined();
      if (!found) throw new Error('no journey was exported');
      // The export puts a wrong clock right; the page's rules went by that clock.
      const wrongMs = at ? at.getTime() - cameAt.getTime() : 0;
      return { ...found, startedAt: found.startedAt + wrongMs };
    },
  };
}
