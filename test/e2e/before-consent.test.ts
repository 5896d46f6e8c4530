import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { invitationOf, launcherOf, panelOf, SITE } from './support/halden.ts';
import { sayConsent, startOwnShop, track } from './support/own-shop.ts';
import type { OwnShop, Visit } from './support/own-shop.ts';
import { serveOwnPages } from './support/own-pages.ts';
import type { OwnPages } from './support/own-pages.ts';
import { compareKeys, readDocumentedKeys } from './watch/documented-keys.ts';
import type { State } from './watch/documented-keys.ts';
import { readKept } from './watch/storage.ts';

const playbook = {
  limits: { perVisit: 9, quietAfterDismissMs: 0 },
  rules: [
    {
      id: 'in-the-cart',
      name: 'Something in the cart',
      on: [{ signal: 'add_to_cart' }],
      invite: { text: { en: 'Anything you would like to know first? {team} is there.' }, timeToLiveMs: 60_000 },
    },
    {
      id: 'cart-seen',
      name: 'The cart was looked at',
      on: [{ signal: 'view_cart' }],
      funnel: 2,
      invite: { held: true, text: { en: "I'm {rep} from {site}." }, timeToLiveMs: 60_000 },
    },
  ],
};
const camera = { currency: 'USD', value: 612, items: [{ item_id: 'halden-m2', price: 612, quantity: 1 }] };
const prefix = `tillside:${SITE}:`;
const longEnoughMs = 1_500;

let shop: OwnShop;
let pages: OwnPages;
const contexts: BrowserContext[] = [];
beforeAll(async () => {
  pages = await serveOwnPages();
  shop = await startOwnShop(pages.origins[0], playbook);
  pages.serve(shop.tag());
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(async () => {
  await shop.stop();
  await pages.close();
});

const come = async (): Promise<Visit> => {
  const visit = await shop.visit(`${pages.origins[0]}/`);
  contexts.push(visit.context);
  await launcherOf(visit.page).waitFor();
  await visit.page.waitForLoadState('networkidle');
  return visit;
};
/** Where a page may invite it downloads what that takes, when it has nothing better to do: that is there then. */
const comeToBeInvited = async (): Promise<Visit> => {
  const visit = await come();
  await expect.poll(() => visit.traffic.paths().join()).toContain('/assets/invitation-');
  return visit;
};
const ours = async (page: Page): Promise<readonly string[]> => {
  const { local, ...others } = await readKept(page);
  expect(Object.values(others).flat()).toEqual([]);
  return local.map((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : key));
};
/** The Web Locks that pages of the shop hold, as docs/security.md names them. */
const locksOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async (start) => {
    const { held = [] } = await navigator.locks.query();
    return held.map(({ name = '' }) => name.replace(start, '').replace(/^(outbox:).*/, '$1…')).toSorted();
  }, prefix);
const expectDocumented = async (page: Page, state: State): Promise<void> => {
  const rows = await readDocumentedKeys();
  await expect.poll(async () => compareKeys(rows, state, await ours(page))).toEqual([]);
};
/** Every request, also a second one to the same address; but for the file of the script that the first event of a cart asks for, invited or not. */
const countRequests = (page: Page): string[] => {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!/\/v1\/assets\/facts-\w+\.js$/.test(request.url())) requests.push(request.url());
  });
  return requests;
};

describe('before consent', () => {
  it('[CS6] nobody is invited where the site does not say so', async () => {
    const { page, traffic } = await come();
    const requests = countRequests(page);
    await track(page, 'add_to_cart', camera);
    await track(page, 'view_cart', camera);
    await page.waitForTimeout(longEnoughMs);
    expect(await invitationOf(page).count()).toBe(0);
    expect([requests, traffic.sockets, await ours(page), await locksOf(page)]).toEqual([[], [], [], []]);
    // The rules go on when consent comes.
    await sayConsent(page, 'granted');
    await track(page, 'view_cart', camera);
    await invitationOf(page).getByText("I'm Mara from Halden.").waitFor();
  });
});

describe('before consent, where the site says that visitors are invited', () => {
  beforeAll(() =>
    shop.change(
      (site) => ({ ...site, invitationsBeforeConsent: true }),
      (boot) => boot['invitationsBeforeConsent'] === true,
    ),
  );

  it('[CS10] the team is shown, and nothing asked, stored or sent until the press, which opens the conversation', async () => {
    const visit = await comeToBeInvited();
    const { page, traffic } = visit;
    const requests = countRequests(page);
    await track(page, 'add_to_cart', camera);
    const invitation = invitationOf(page);
    await invitation.getByText('Anything you would like to know first? Halden is there.').waitFor();
    expect(await invitation.getAttribute('aria-label')).toBe('Message from Halden');
    expect(await invitation.textContent()).not.toContain('Mara');
    // Long enough to be seen.
    await page.waitForTimeout(longEnoughMs);
    expect([requests, traffic.sockets, await traffic.cookies(), await ours(page)]).toEqual([[], [], [], []]);
    await expect.poll(() => locksOf(page)).toEqual(['lock', 'outbox:…']);

    await invitation.getByRole('button', { name: 'Chat now' }).click();
    await panelOf(page).getByRole('textbox').click();
    await page.keyboard.type('I would, yes');
    await page.keyboard.press('Enter');
    await shop.mara.answer();
    await shop.mara.log.getByText('I would, yes').waitFor();
    await shop.mara.reply('Go on.');
    await panelOf(page).getByText('Go on.').waitFor();
    expect(traffic.sockets).toHaveLength(1);
    // The sound of what the rep said holds a lock of its own for a moment.
    await expect.poll(() => locksOf(page)).toEqual(['lead', 'outbox:…']);
    await expectDocumented(page, 'By a press alone');
    expect(visit.complaints).toEqual([]);
    await shop.mara.resolve('Question answered');
  });

  it('[CS10] a "No, thanks" leaves one flag, and binds on the next page', async () => {
    const { page, traffic } = await comeToBeInvited();
    const requests = countRequests(page);
    await track(page, 'add_to_cart', camera);
    await invitationOf(page).getByRole('button', { name: 'No, thanks' }).click();
    await invitationOf(page).waitFor({ state: 'detached' });
    expect(await ours(page)).toEqual(['dnd']);
    // A day and no instant, and nothing besides.
    const day = await page.evaluate((key) => Number(localStorage.getItem(key)), `${prefix}dnd`);
    expect(day % 86_400_000).toBe(0);
    expect([requests, traffic.sockets, await traffic.cookies()]).toEqual([[], [], []]);
    await page.reload();
    await track(page, 'add_to_cart', camera);
    await page.waitForTimeout(longEnoughMs);
    expect(await invitationOf(page).count()).toBe(0);
    expect([await ours(page), traffic.sockets]).toEqual([['dnd'], []]);
  });

  it('[CS10] one that is closed leaves nothing', async () => {
    const { page, traffic } = await comeToBeInvited();
    await track(page, 'add_to_cart', camera);
    await invitationOf(page).waitFor();
    await page.keyboard.press('F6');
    await page.keyboard.press('Escape');
    await invitationOf(page).waitFor({ state: 'detached' });
    expect([traffic.sockets, await ours(page)]).toEqual([[], []]);
  });

  it('[CS10] words with a rep’s name are not shown; with consent the engine goes on from there, and a rep is held', async () => {
    const { page, traffic } = await comeToBeInvited();
    await track(page, 'view_cart', camera);
    await page.waitForTimeout(longEnoughMs);
    expect(await invitationOf(page).count()).toBe(0);
    await track(page, 'add_to_cart', camera);
    await invitationOf(page).waitFor();
    await page.keyboard.press('F6');
    await page.keyboard.press('Escape');
    await invitationOf(page).waitFor({ state: 'detached' });
    expect(traffic.sockets).toEqual([]);

    await sayConsent(page, 'granted');
    await expect.poll(() => traffic.sockets.length).toBe(1);
    // What was answered before counts, and what was kept in memory is kept now.
    await expectDocumented(page, 'After a yes');
    const memory = await page.evaluate((key) => localStorage.getItem(key), `${prefix}rules`);
    expect(memory).toContain('in-the-cart');
    await track(page, 'view_cart', camera);
    await invitationOf(page).getByText("I'm Mara from Halden.").waitFor();
  });
});
