import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { playRecipe, readRecipe } from './support/documented-recipe.ts';
import { launcherOf, panelOf, SITE } from './support/halden.ts';
import { sayConsent, startOwnShop } from './support/own-shop.ts';
import type { OwnShop, Visit } from './support/own-shop.ts';
import { readDocumentedCookie } from './watch/documented-keys.ts';

const playbook = { rules: [] };
const path = '/tillside/remember';
const prefix = `tillside:${SITE}:`;
const daySeconds = 86_400;

/** The shop's server, with the endpoint as docs/remember.md has it. */
interface Shop {
  readonly origin: string;
  /** What the endpoint was asked. */
  readonly asked: string[];
  close(): Promise<void>;
  head: string;
}
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

async function serveShop(): Promise<Shop> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://shop.localhost:${(server.address() as AddressInfo).port}`;
  const recipe = await readRecipe('remember.md', '### Node, with or without Express');
  const place = 'https://www.shop.example';
  if (!recipe.includes(place)) throw new Error(`the recipe does not name ${place}`);
  const { remember } = (await playRecipe(recipe.replace(place, origin))) as { remember: Handler };

  const it = { asked: [] as string[], head: '' };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { url, method = '' } = request;
    if (url === path) {
      it.asked.push(method);
      return void remember(request, response);
    }
    if (url === '/favicon.ico') return response.writeHead(204).end();
    const head = url === '/bare' ? '' : it.head;
    const page = `<!doctype html><html lang="en"><title>A page</title>${head}<h1>A page</h1>`;
    return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  return Object.assign(it, {
    origin,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

let shop: OwnShop;
let site: Shop;
const contexts: BrowserContext[] = [];
beforeAll(async () => {
  site = await serveShop();
  shop = await startOwnShop(site.origin, playbook);
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  site.asked.length = 0;
});
afterAll(async () => {
  await shop.stop();
  await site.close();
});

const come = async (more = ''): Promise<Visit> => {
  site.head = shop.tag(more);
  const visit = await shop.visit(`${site.origin}/`);
  contexts.push(visit.context);
  await launcherOf(visit.page).waitFor();
  return visit;
};
const talk = async (page: Page, words: string): Promise<void> => {
  await launcherOf(page).click();
  await panelOf(page).getByRole('textbox').click();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await shop.mara.answer();
  await shop.mara.log.getByText(words).waitFor();
  await shop.mara.reply(`You wrote: ${words}`);
  await panelOf(page).getByText(`You wrote: ${words}`).waitFor();
  await shop.mara.resolve('Question answered');
  // Left open, it is open on the next page, where the launcher is one to close it.
  await panelOf(page).getByRole('button', { name: 'Close the chat' }).click();
};
/** What browsers do to the storage of scripts after a week without a visit. */
const loseStorage = async (page: Page): Promise<void> => {
  await page.goto(`${site.origin}/bare`);
  await page.evaluate(() => localStorage.clear());
};
const keptCredential = (page: Page): Promise<string> =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '""') as string, `${prefix}credential`);

/** A visitor who agreed is known again when storage was lost, and forgotten when the yes is taken back. */
const expectRemembered = async (cookie: { readonly name: string; readonly domain: string; readonly path: string }) => {
  const words = `Hello from ${cookie.name}`;
  const { context, page, complaints } = await come('data-consent="granted"');
  await talk(page, words);
  const credential = await keptCredential(page);
  expect(credential).not.toBe('');
  await page.goto(`${site.origin}/next`);
  await expect.poll(() => context.cookies()).toHaveLength(1);
  const [kept] = await context.cookies();
  expect(kept).toMatchObject({ ...cookie, value: credential, httpOnly: true, sameSite: 'Lax' });
  const lastsSeconds = (kept?.expires ?? 0) - Date.now() / 1_000;
  expect(lastsSeconds).toBeGreaterThan(179 * daySeconds);
  expect(lastsSeconds).toBeLessThanOrEqual(180 * daySeconds);
  expect(await page.evaluate(() => document.cookie)).toBe('');

  await loseStorage(page);
  await page.goto(`${site.origin}/back`);
  await launcherOf(page).click();
  await panelOf(page).getByText(`You wrote: ${words}`).waitFor();
  expect(await keptCredential(page)).toBe(credential);

  await sayConsent(page, 'denied');
  await expect.poll(() => context.cookies()).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  // With what went with it nobody is known any more.
  await page.goto(`${site.origin}/again`);
  await launcherOf(page).click();
  await panelOf(page).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await panelOf(page).getByText(`You wrote: ${words}`).count()).toBe(0);
  expect(complaints).toEqual([]);
};

describe('a visitor who comes back', () => {
  it('[RB1] is not remembered but by the browser where the site file says nothing', async () => {
    const { context, page } = await come('data-consent="granted"');
    await talk(page, 'Hello from nowhere');
    await page.goto(`${site.origin}/next`);
    await launcherOf(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect([site.asked, await context.cookies()]).toEqual([[], []]);
  });
});

describe('remembered by the shop’s own endpoint', () => {
  beforeAll(() =>
    shop.change(
      (file) => ({ ...file, rememberUrl: path }),
      (boot) => boot['rememberUrl'] === path,
    ),
  );

  it('[RB1] nothing is asked before consent, nor with the visitor’s own press alone', async () => {
    const { context, page } = await come();
    await page.goto(`${site.origin}/next`);
    await talk(page, 'Hello from a press');
    await page.goto(`${site.origin}/further`);
    await launcherOf(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect([site.asked, await context.cookies()]).toEqual([[], []]);
  });

  it('[RB2] [RB3] with consent the conversation is there again when storage was lost; a no removes the cookie', async () => {
    await expectRemembered({ name: 'tillside', domain: 'shop.localhost', path: '/tillside' });
    expect([...new Set(site.asked)].toSorted()).toEqual(['DELETE', 'GET', 'POST']);
  });

  it('[RB2] the day of a "No, thanks" comes back with it', async () => {
    const { context, page } = await come('data-consent="granted"');
    await talk(page, 'Hello before a no');
    const day = Math.floor(Date.now() / 86_400_000) + 90;
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
      `${prefix}dnd`,
      String(day * 86_400_000),
    ] as const);
    await page.goto(`${site.origin}/next`);
    await expect.poll(async () => (await context.cookies())[0]?.value).toMatch(new RegExp(`~${day}$`));
    await loseStorage(page);
    await page.goto(`${site.origin}/back`);
    await expect
      .poll(() => page.evaluate((key) => localStorage.getItem(key), `${prefix}dnd`))
      .toBe(String(day * 86_400_000));
  });

  it('refuses what is no credential, and whoever is not the shop', async () => {
    const ask = (init: RequestInit) =>
      fetch(`${site.origin.replace('shop.localhost', '127.0.0.1')}${path}`, init).then(({ status }) => status);
    const own = { origin: site.origin };
    expect(await ask({ method: 'POST', headers: own, body: 'k1.a.b; Path=/' })).toBe(400);
    expect(await ask({ method: 'POST', headers: own, body: 'k'.repeat(100_000) })).toBe(400);
    expect(await ask({ method: 'POST', headers: { origin: 'https://evil.example' }, body: 'k1.a.b' })).toBe(403);
    expect(await ask({ method: 'DELETE' })).toBe(403);
    expect(await ask({ method: 'GET' })).toBe(204);
  });
});

describe('remembered by the relay, at a host below the shop’s', () => {
  it('[RB2] [RB3] with consent the conversation is there again when storage was lost; a no removes the cookie', async () => {
    const host = 'chat.shop.localhost';
    const rememberUrl = `http://${host}:${shop.demo.shopNode.port}/v1/remember/${SITE}`;
    await shop.change(
      (file) => ({ ...file, rememberUrl }),
      (boot) => boot['rememberUrl'] === rememberUrl,
    );
    const name = `tillside_${SITE}`;
    await expectRemembered({ name, domain: host, path: `/v1/remember/${SITE}` });
    expect(site.asked).toEqual([]);
    expect(await readDocumentedCookie()).toMatchObject({ name: 'tillside_SITE', mostDays: 180 });
  });
});
