import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Served } from '../helpers/tillside.ts';
import { buildExample } from './own-shop/build-example.ts';
import { openOwnStore } from './own-shop/own-store.ts';
import type { OwnStore } from './own-shop/own-store.ts';
import { serveStatic } from './own-shop/static-shop.ts';
import type { StaticShop } from './own-shop/static-shop.ts';
import { somebodyThere } from './support/somebody-there.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const words = "Hi, I'm Ada from Kestrel. Any question before you order?";
const offer = {
  id: 'off_kestrel-ships',
  title: 'Free shipping',
  text: 'Shipping is on us.',
  code: 'KESTREL-SHIPS',
};

describe('a shop of one’s own, from an empty folder and without the demo', () => {
  let folder: string;
  let store: OwnStore;
  let relay: Served;
  let shop: StaticShop;
  let browser: Browser;
  let secretKey: string;
  let password: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tillside-own-shop-'));
    const built = join(folder, 'built');
    await buildExample('npm-sdk', built);
    shop = await serveStatic(join(examples, 'script-tag'), built);
    store = await openOwnStore(folder);
    relay = await store.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await relay.stop();
    await shop.close();
    await rm(folder, { recursive: true, force: true });
    expect(relay.err()).toBe('');
  });

  it('is set up by six answers, a file, a rep and a playbook, while the relay runs', async () => {
    const siteFile = join(folder, 'kestrel.site.json');
    const out = await store.siteInit(siteFile, 'Kestrel', shop.origin);
    const tag = /<script async .*<\/script>/.exec(out)?.[0] ?? '';
    expect(tag).toBe(`<script async src="${relay.url}/v1/loader.js" data-site="site_kestrel"></script>`);
    shop.paste('<!-- Paste the script tag here. -->', tag);
    secretKey = /sk_[\w-]+/.exec(out)?.[0] ?? '';

    const file = JSON.parse(await readFile(siteFile, 'utf8')) as { tariff: object };
    const tiers = [
      { from: 0, bounty: 500 },
      { from: 40_000, bounty: 1_200 },
    ];
    await writeFile(siteFile, JSON.stringify({ ...file, offers: [offer], tariff: { ...file.tariff, tiers } }));
    expect(await store.tillside(['site', 'apply', siteFile])).toContain('Applied 3 changes to site_kestrel.');

    password = await store.repCreate('Ada Lovelace', 'ada@kestrel.example');
    const published = await store.tillside(['playbook', 'publish', join(examples, 'script-tag/playbook.json')]);
    expect(published).toContain('"leaving-checkout"');
  });

  it('saves a cart', async () => {
    const desk = await newDesk(browser, { url: relay.url, email: 'ada@kestrel.example', password });
    await desk.setStatus('Available');
    await somebodyThere(relay.url, 'site_kestrel');

    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    const button = (name: string) => page.getByRole('button', { name });
    await page.goto(`${shop.origin}/`);
    await button('Chat with Kestrel').waitFor();
    expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
    await button('Accept').click();
    await button('Add to cart').click();
    await page.getByText('1 × Kestrel grinder').waitFor();

    // Exit intent is armed five seconds after the page loaded.
    await page.waitForTimeout(5_300);
    await page.mouse.move(520, 420);
    await page.mouse.move(560, -12, { steps: 8 });
    const invitation = page.getByRole('region', { name: 'Message from Ada' });
    await invitation.getByText(words).waitFor();
    await page.mouse.move(560, 200, { steps: 3 });
    await invitation.getByRole('button', { name: 'Chat now' }).click();
    await desk.answer();
    const panel = page.getByRole('dialog', { name: 'Chat with Kestrel' });
    await panel.getByRole('textbox', { name: 'Write a message' }).click();
    await page.keyboard.type('Is it loud?');
    await page.keyboard.press('Enter');
    await desk.log.getByText('Is it loud?').waitFor();
    await desk.reply('Quieter than your kettle.');
    await panel.getByText('Quieter than your kettle.').waitFor();
    await desk.putForward(/Free shipping/);
    await panel.getByRole('button', { name: 'Apply to my order' }).click();
    await page.locator('dd').getByText('Free', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'Close the chat' }).click();

    await page.getByLabel('Full name').fill('Kim Ray');
    await page.getByLabel('E-mail').fill('kim@example.com');
    await page.getByLabel('Address').fill('1 Main St');
    await button('Place order').click();
    const order = (await page.getByText(/^KES-/).textContent()) ?? '';

    await expect
      .poll(() => store.tillside(['ledger', 'show']), { timeout: 15_000, interval: 500 })
      .toMatch(new RegExp(`${order} +\\$489\\.00 +saved +unconfirmed +bounty \\$12\\.00 \\(not billed\\)`));
    const confirmed = await fetch(`${relay.url}/v1/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ transactionId: order, value: 48_900, currency: 'USD' }),
    });
    expect(confirmed.status).toBe(200);
    expect((await store.tillside(['ledger', 'show'])).split('\n')).toEqual([
      expect.stringMatching(
        new RegExp(`${order} +\\$489\\.00 +saved +confirmed +bounty \\$12\\.00  rule leaving-checkout`),
      ),
      '1 saved cart worth $489.00, 0 assisted orders.',
      'Bounties: $12.00 billable; $0.00 unconfirmed, not billed.',
      '',
    ]);
    await desk.log.getByText('Saved cart').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
    await desk.close();
  });

  it('has the widget from its own bundle too', async () => {
    shop.paste(
      'data-relay="http://127.0.0.1:7070" data-site="site_shop"',
      `data-relay="${relay.url}" data-site="site_kestrel"`,
    );
    const page = await browser.newPage();
    await page.goto(`${shop.origin}/npm-sdk/`);
    await page.getByText(/^Tillside \d+\.\d+\.\d+ is ready\.$/).waitFor();
    await page.getByRole('button', { name: 'Somebody may help me' }).click();
    await page.getByRole('button', { name: 'Ask a question' }).click();
    const panel = page.getByRole('dialog', { name: 'Chat with Kestrel' });
    await panel.getByRole('textbox', { name: 'Write a message' }).waitFor();
    await page.close();
  });

  it('is refused on a page that the site does not list, and the developer reads how to mend it', async () => {
    const page = await browser.newPage();
    const warned = page.waitForEvent('console', (message) => message.text().includes('origins'));
    await page.goto(shop.origin.replace('shop.localhost', 'other.localhost'));
    expect((await warned).text()).toContain('site_kestrel');
    expect(await page.getByRole('button', { name: /Kestrel$/ }).count()).toBe(0);
    await page.close();
  });
});
