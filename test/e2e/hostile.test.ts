import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { invitationOf, launcherOf, panelOf } from './support/halden.ts';
import { hostilePage } from './support/hostile-pages.ts';
import { useOwnPages } from './support/use-own-pages.ts';

/** Invites whoever puts something into the cart. */
const playbook = {
  rules: [
    {
      id: 'in-the-cart',
      name: 'Something in the cart',
      on: [{ signal: 'add_to_cart' }],
      when: { 'cart.value': { $gt: 1_000 } },
      invite: { text: { en: 'Anything you would like to know first?' }, timeToLiveMs: 60_000 },
    },
  ],
};

let mara: Desk;
const shop = useOwnPages(async ({ browser, demo }) => {
  mara = await newDesk(browser, { url: demo.consoleNode.url, email: 'mara@halden.example' });
  await mara.setStatus('Available');
}, playbook);

interface Visit {
  readonly page: Page;
  readonly complaints: string[];
}

const visit = async (name: string, path = '/'): Promise<Visit> =>
  shop.open(await hostilePage(name, shop.tag('data-consent="granted"')), { path });

type Told = Window & {
  Tillside?: { ready(): Promise<void>; track(name: string, params: object): void };
  dataLayer?: unknown[];
};
const camera = { currency: 'USD', value: 612, items: [{ item_id: 'halden-m2', price: 612, quantity: 1 }] };

/** The shop tells of a purchase to come; by the widget's own call, which no data layer can keep it from. */
const putInCart = async (page: Page): Promise<void> => {
  await launcherOf(page).waitFor();
  await page.evaluate(async (params) => {
    const { Tillside } = window as Told;
    await Tillside?.ready();
    Tillside?.track('add_to_cart', params);
  }, camera);
};

/** An invitation comes, and after a yes words go there and back. */
const expectConversation = async (page: Page, words: string): Promise<void> => {
  await invitationOf(page).getByRole('button', { name: 'Chat now' }).click();
  const panel = panelOf(page);
  await panel.getByRole('textbox').click();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await mara.answer();
  await mara.log.getByText(words).waitFor();
  await mara.reply(`You wrote: ${words}`);
  await panel.getByText(`You wrote: ${words}`).waitFor();
  await mara.resolve('Question answered');
};

/** What is the shop's works as ever, and its console has nothing of ours. */
const expectUnharmed = async ({ page, complaints }: Visit, theirs: readonly string[] = []): Promise<void> => {
  const before = Number(await page.locator('#count').textContent());
  await page.locator('#own').click();
  expect(Number(await page.locator('#count').textContent())).toBe(before + 2);
  expect(await page.locator('tillside-widget').count()).toBe(1);
  expect(complaints).toEqual(theirs);
};

describe('a page that misbehaves has a chat that works, and is unharmed itself', () => {
  it.each([
    ['a data layer that is a string', 'data-layer-a-string', '/'],
    ['a frozen data layer', 'data-layer-frozen', '/'],
    ['a data layer that throws', 'data-layer-throws', '/'],
    ['natives replaced by an old library', 'old-natives', '/'],
    ['listeners, timers and requests wrapped by an old one', 'old-listeners', '/'],
    ['storage denied', 'storage-denied', '/'],
    ['storage full, and nonsense in it', 'storage-full', '/'],
    ['a clock a day fast', 'clock', '/?hours=24'],
    ['a clock a day slow', 'clock', '/?hours=-24'],
    ['a reset of all styles', 'reset', '/'],
  ])('%s', async (what, name, path) => {
    const shop = await visit(name, path);
    await putInCart(shop.page);
    await expectConversation(shop.page, `Hello from a page with ${what}`);
    await expectUnharmed(shop);
  });

  it('a push that throws: the shop hears of it, and we of the event', async () => {
    const shop = await visit('push-throws');
    await launcherOf(shop.page).waitFor();
    const thrown = await shop.page.evaluate(async (ecommerce) => {
      const { Tillside, dataLayer } = window as Told;
      await Tillside?.ready();
      try {
        dataLayer?.push({ event: 'add_to_cart', ecommerce });
      } catch (error) {
        return String(error);
      }
      return '';
    }, camera);
    expect(thrown).toBe('Error: the tag manager stumbles');
    await expectConversation(shop.page, 'Hello from under a push that throws');
    await expectUnharmed(shop);
  });

  it('handlers of errors that fail: they are never called for anything of ours', async () => {
    const shop = await visit('error-handlers');
    await putInCart(shop.page);
    await expectConversation(shop.page, 'Hello from a page whose handlers fail');
    await expectUnharmed(shop);
    expect(await shop.page.evaluate(() => (window as { heard?: number }).heard)).toBe(0);
  });

  it('a notice as high as a browser can count stays above the widget, which works when it is gone', async () => {
    const shop = await visit('overlay');
    await launcherOf(shop.page).waitFor();
    await shop.page.getByRole('button', { name: 'I have read it' }).click();
    await putInCart(shop.page);
    await expectConversation(shop.page, 'Hello from under a notice');
    await expectUnharmed(shop);
  });
});
