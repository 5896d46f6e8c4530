import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import type { Served } from '../helpers/tillside.ts';
import { openOwnStore } from './own-shop/own-store.ts';
import { serveStatic } from './own-shop/static-shop.ts';
import type { StaticShop } from './own-shop/static-shop.ts';

const root = join(import.meta.dirname, '..', '..');

/** The shop's own word, by its cookie notice; before the tag, as its one-line stub allows. */
const CONSENT = `<script>
  window.Tillside = function () { (window.Tillside.q ??= []).push(arguments); };
  Tillside('consent', 'granted');
</script>`;

const inCart = {
  value: 7170,
  currency: 'USD',
  quantity: 2,
  items: [{ id: '40012', name: 'Hollin weekender', price: 3585, quantity: 2 }],
};

interface Recipe {
  readonly name: string;
  /** What the shop's pages tell apart from the widget: only the tag is ours. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Shopify's checkout is a page of Shopify's, where a pixel is: what it leaves is told by the storefront's next page. */
  readonly buy?: (page: Page, order: string) => Promise<void>;
}

const cartJs = (quantity: number): object => ({
  currency: 'USD',
  total_price: 3585 * quantity,
  items: quantity
    ? [{ variant_id: 40012, title: 'Hollin weekender', price: 3585, presentment_price: 35.85, quantity }]
    : [],
  discount_codes: [],
});

/** The recipe's own pixel, in a sandboxed frame's place: it gets what Shopify gives it and nothing else. */
async function runPixel(page: Page, number: string): Promise<void> {
  const text = await readFile(join(root, 'examples/shopify/pixel.js'), 'utf8');
  await page.evaluate(
    async ([pixel, id]) => {
      const asked: Promise<unknown>[] = [];
      const storage = {
        getItem: async (key: string) => localStorage.getItem(key),
        setItem: async (key: string, value: string) => localStorage.setItem(key, value),
      };
      const money = (amount: number) => ({ amount, currencyCode: 'USD' });
      const checkout = {
        currencyCode: 'USD',
        email: 'kim@example.com',
        discountApplications: [],
        lineItems: [{ id: '1', title: 'Hollin weekender', quantity: 2, variant: { id: '40012', price: money(35.85) } }],
        order: { id },
        subtotalPrice: money(71.7),
      };
      const analytics = {
        subscribe(name: string, handle: (event: object) => Promise<void>) {
          if (name === 'checkout_completed') asked.push(handle({ name, data: { checkout } }));
        },
      };
      // oxlint-disable-next-line typescript/no-implied-eval -- as Shopify runs it: with these two names and not the page's
      const run = new Function('analytics', 'browser', 'localStorage', pixel) as (...given: unknown[]) => void;
      run(analytics, { localStorage: storage }, undefined);
      await Promise.all(asked);
    },
    [text.replace("'site_yours'", "'site_hollin'"), number] as const,
  );
}

const recipes: readonly Recipe[] = [
  {
    name: 'shopify',
    async prepare(page) {
      let inCart = 0;
      await page.route('**/cart/add.js*', (route) => ((inCart = 2), route.fulfill({ json: {} })));
      await page.route('**/cart.js', (route) => route.fulfill({ json: cartJs(inCart) }));
    },
    buy: runPixel,
  },
  { name: 'woocommerce' },
  { name: 'adobe-commerce' },
  { name: 'segment' },
  { name: 'gtm' },
];

/** What this page's sockets said: contexts, and orders that were reported. */
function sentFrames(page: Page): (what: 'context' | 'order') => unknown[] {
  const found: { context: unknown[]; order: unknown[] } = { context: [], order: [] };
  const see = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, body, context } = value as { type?: unknown; body?: unknown; context?: unknown };
    if (context !== undefined) found.context.push(context);
    if (type === 'order.report') found.order.push(body);
    else for (const inner of Object.values(value)) see(inner);
  };
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      try {
        see(JSON.parse(String(payload)));
      } catch {
        // Not ours: a heartbeat.
      }
    }),
  );
  return (what) => found[what];
}

/** Rows of one kind in the journal of an embedded relay. */
async function journal(folder: string, kind: string): Promise<unknown[]> {
  const name = (await readdir(folder)).find((file) => /\.(db|sqlite3?)$/.test(file)) ?? '';
  const database = new DatabaseSync(join(folder, name), { readOnly: true });
  try {
    return database.prepare("SELECT json FROM journal WHERE json ->> '$.kind' = ?").all(kind);
  } finally {
    database.close();
  }
}

describe('a shop system, with nothing but the recipe’s tag', () => {
  let folder: string;
  let relay: Served;
  let shop: StaticShop;
  let browser: Browser;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tillside-platforms-'));
    const libraries = {
      hooks: '@wordpress/hooks/build-module',
      acdl: '@adobe/adobe-client-data-layer/dist',
      segment: '@segment/analytics-next/dist/umd',
    };
    for (const [name, path] of Object.entries(libraries)) {
      await symlink(join(root, 'node_modules', path), join(folder, name));
    }
    shop = await serveStatic(join(import.meta.dirname, 'platforms'), folder, join(root, 'examples'));
    const store = await openOwnStore(folder);
    browser = await launchBrowser();
    await store.siteInit(join(folder, 'site.json'), 'Hollin', shop.origin);
    relay = await store.serve();
    shop.paste('<!-- consent -->', CONSENT);
  });
  afterEach(async () => {
    await context?.close();
    context = undefined;
  });
  afterAll(async () => {
    await browser.close();
    await relay.stop();
    await shop.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(recipes)('$name: one context and one order', async ({ name, prepare, buy }) => {
    const recipe = await readFile(join(root, 'examples', name, 'tag.html'), 'utf8');
    shop.paste('<!-- tag -->', recipe.replace('https://relay.example', relay.url).replace('site_yours', 'site_hollin'));
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const frames = sentFrames(page);
    const order = String(7001 + recipes.findIndex((one) => one.name === name));
    const complaints: string[] = [];
    page.on('console', (message) => {
      // A page that is left while its socket opens.
      if (message.text().includes('closed before the connection is established')) return;
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await prepare?.(page);
    const go = async (step: string): Promise<void> => {
      await page.goto(`${shop.origin}/${name}.html?step=${step}&order=${order}`);
      await page.locator('tillside-widget').waitFor({ state: 'attached' });
    };
    const cart = () =>
      page.evaluate(() => {
        const kept = localStorage.getItem('tillside:site_hollin:cart');
        return kept === null ? undefined : (JSON.parse(kept) as { cart?: unknown }).cart;
      });

    const reported = async () => (await journal(join(folder, 'data'), 'order.reported')).length;
    const before = await reported();

    await go('product');
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect.poll(cart).toEqual(inCart);
    await page.getByRole('button', { name: 'Check out' }).click();
    await page.getByRole('button', { name: 'Leave Hollin a message' }).click();
    // Whoever answers sees the page and the cart.
    await expect.poll(() => frames('context').at(-1)).toMatchObject({ page: { type: 'checkout' }, cart: inCart });

    await buy?.(page, order);
    await go('thanks');
    await expect.poll(() => frames('order').length).toBeGreaterThan(0);
    await go('thanks');
    await go('home');
    // A page that goes before it heard that the order arrived leaves the frame to the next one: the same again, which the relay knows.
    const told = new Set(frames('order').map((one) => JSON.stringify(one)));
    expect([...told].map((one) => JSON.parse(one) as unknown)).toEqual([
      { transactionId: order, value: 7170, currency: 'USD', items: inCart.items },
    ]);
    expect(await cart()).toBeUndefined();
    await expect.poll(reported).toBe(before + 1);
    expect(complaints).toEqual([]);
  });
});
