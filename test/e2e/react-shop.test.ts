import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { runProcess } from '../helpers/process.ts';
import type { Served } from '../helpers/tillside.ts';
import { buildExample } from './own-shop/build-example.ts';
import type { Mode } from './own-shop/build-example.ts';
import { openOwnStore } from './own-shop/own-store.ts';
import type { OwnStore } from './own-shop/own-store.ts';
import { serveStatic } from './own-shop/static-shop.ts';
import type { StaticShop } from './own-shop/static-shop.ts';
import { somebodyThere } from './support/somebody-there.ts';
import { watchComplaints } from './watch/complaints.ts';

const root = join(import.meta.dirname, '..', '..');
const email = 'ada@kestrel.example';

/** React mounts everything twice in its build for development, and never warns in the other. */
describe.each<Mode>(['development', 'production'])('the shop with React, built for %s', (mode) => {
  let folder: string;
  let example: string;
  let store: OwnStore;
  let relay: Served;
  let shop: StaticShop;
  let browser: Browser;
  let desk: Desk;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const widgets = () => page.locator('tillside-widget').count();
  const panel = () => page.getByRole('dialog', { name: 'Chat with Kestrel' });
  const cart = () =>
    page.evaluate(() => {
      const kept = localStorage.getItem('tillside:site_kestrel:cart');
      return kept === null ? undefined : (JSON.parse(kept) as { cart?: unknown }).cart;
    });
  /** Whether a listener of the page took an offer's code, as it comes from the panel. */
  const takesOffer = () =>
    page.evaluate(() => {
      const detail = { offer: 'off_1', code: 'KESTREL-SHIPS' };
      return !document.dispatchEvent(new CustomEvent('tillside:offer', { detail, cancelable: true }));
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tillside-react-'));
    const built = join(folder, 'built');
    example = await buildExample('react', built, mode);
    shop = await serveStatic(built);
    store = await openOwnStore(folder);
    await store.siteInit(join(folder, 'site.json'), 'Kestrel', shop.origin);
    const password = await store.repCreate('Ada Lovelace', email);
    relay = await store.serve();
    shop.paste(
      'data-relay="http://127.0.0.1:7070" data-site="site_shop"',
      `data-relay="${relay.url}" data-site="site_kestrel"`,
    );
    browser = await launchBrowser();
    desk = await newDesk(browser, { url: relay.url, email, password });
    await desk.setStatus('Available');
    await somebodyThere(relay.url, 'site_kestrel');
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    complaints = watchComplaints(context);
    page = await context.newPage();
    await page.goto(`${shop.origin}/react/`);
    await button('Chat with Kestrel').waitFor();
  });
  afterEach(() => {
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await relay.stop();
    await shop.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has one widget, and keeps nothing before the banner is answered', async () => {
    expect(await widgets()).toBe(1);
    expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
  });

  it('tells of the cart, in minor units once the widget has it', async () => {
    await button('Accept').click();
    await page.getByRole('region', { name: 'Cookies' }).waitFor({ state: 'detached' });
    await button('Add to cart').click();
    const items = [{ name: 'Kestrel grinder', price: 48_900, quantity: 1 }];
    await expect.poll(cart).toMatchObject({ value: 48_900, currency: 'USD', items });
  });

  it('opens the panel from its own button; the rep reads the words, and who it is as the shop says', async () => {
    await button('Sign in').click();
    await button('Ask a question').click();
    await panel().getByRole('textbox', { name: 'Write a message' }).click();
    await page.keyboard.type('Is it loud?');
    await page.keyboard.press('Enter');
    await desk.answer();
    await desk.log.getByText('Is it loud?').waitFor();
    await desk.page.getByText('Kim Ray').first().waitFor();
  });

  it('counts on its button what the rep wrote while the panel was closed', async () => {
    await panel().getByRole('button', { name: 'Close the chat' }).click();
    await desk.reply('Quieter than your kettle.');
    await button('Ask a question (1 new)').click();
    await panel().getByText('Quieter than your kettle.').waitFor();
    await button(/^Ask a question$/).waitFor();
    await panel().getByRole('button', { name: 'Close the chat' }).click();
  });

  it('listens to offers while its checkout is on the page, and not after', async () => {
    expect(await takesOffer()).toBe(false);
    await page.getByRole('link', { name: 'Checkout' }).click();
    await page.getByRole('heading', { name: 'Checkout' }).waitFor();
    await expect.poll(takesOffer).toBe(true);
    await page.locator('dd').getByText('Free', { exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Kestrel grinder' }).waitFor();
    await expect.poll(takesOffer).toBe(false);
  });

  it('has no widget where its provider is not, and one again after it, with the conversation', async () => {
    await page.getByRole('link', { name: 'About us' }).click();
    await page.getByRole('heading', { name: 'About us' }).waitFor();
    await expect.poll(widgets).toBe(0);
    await page.getByRole('link', { name: 'Kestrel grinder' }).click();
    await button('Chat with Kestrel').waitFor();
    expect(await widgets()).toBe(1);
    await button('Ask a question').click();
    await panel().getByText('Quieter than your kettle.').waitFor();
    await panel().getByRole('button', { name: 'Close the chat' }).click();
  });

  it('reports an order, once', async () => {
    await page.getByRole('link', { name: 'Checkout' }).click();
    await button('Place order').click();
    const order = (await page.getByText(/^KES-/).textContent()) ?? '';
    const lines = async () =>
      (await store.tillside(['ledger', 'show'])).split('\n').filter((line) => line.includes(order));
    await expect.poll(lines, { timeout: 15_000, interval: 500 }).toEqual([expect.stringContaining('$489.00')]);
    expect(await cart()).toBeUndefined();
  });

  it('has the types that the package brings', async () => {
    await runProcess(join(root, 'node_modules/.bin/tsc'), ['-p', example]);
  });
});
