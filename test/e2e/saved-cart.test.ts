import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { armedAfterMs, newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { slipThroughTop } from './support/pointer.ts';

const words = "Hi, I'm Mara from Halden. Any question before you order?";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(['sqlite', 'redis'] as const)('the first saved cart, on %s', (store) => {
  let demo: Demo;
  let mara: Desk;
  let shopper: Shopper | undefined;
  beforeAll(async () => {
    demo = await startDemo(store);
    mara = await newDesk(browser, { url: demo.consoleNode.url, email: 'mara@halden.example' });
  });
  afterEach(async () => {
    await shopper?.close();
    shopper = undefined;
  });
  afterAll(async () => {
    await mara.close();
    await demo.stop();
  });

  const come = async (isPhone = false): Promise<Shopper> => {
    shopper = await newShopper(browser, { shop: demo.shopNode.shop, isPhone });
    await shopper.acceptCookies();
    await shopper.putCameraInCart();
    return shopper;
  };
  const ledger = async () =>
    JSON.parse(await demo.cli('ledger', 'show', 'site_halden', '--json')) as {
      lines: Record<string, unknown>[];
      totals: Record<string, unknown>;
    };

  it('leaving the checkout with $612 in the cart is invited, helped, and orders', async () => {
    const { page, chat, press, ...kim } = await come();
    // 1. The shopper opens the checkout and moves to leave the page.
    await kim.toCheckout();
    await kim.leaveThroughTheTop();
    // 2. An invitation, with the name and picture of the rep who will really answer.
    await chat.invitation.getByText(words).waitFor();
    expect(await chat.invitation.getByText('Mara', { exact: true }).isVisible()).toBe(true);
    const picture = chat.invitation.locator('img');
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
      .toBe(true);
    await kim.comeBack();
    // 3. The rep's console rings, names the shop, shows cart, page and step; typing and messages cross.
    await press(chat.invitation.getByRole('button', { name: 'Chat now' }));
    await mara.ring.waitFor();
    await expect.poll(() => mara.page.title()).toMatch(/Ringing · Halden/);
    const card = mara.page.getByRole('article').filter({ hasText: 'Answer for' });
    for (const shown of ['Halden', '$612.00', 'Checkout step 1', '/shop/checkout.html']) {
      await card.getByText(shown).first().waitFor();
    }
    await mara.answer();
    await chat.panel.getByText('Mara is here').waitFor();
    await chat.field.click();
    await page.keyboard.type('Does it');
    await mara.page.getByText('Visitor is typing').waitFor();
    await page.keyboard.type(' fit my old lenses?');
    await page.keyboard.press('Enter');
    await mara.log.getByText('Does it fit my old lenses?').waitFor();
    await mara.page.getByRole('textbox', { name: /^Reply/ }).click();
    await mara.page.keyboard.type('Every Halden H');
    await chat.panel.getByText('Mara is typing').waitFor();
    await mara.page.keyboard.type(' lens since 1926.');
    await mara.page.keyboard.press('Enter');
    await chat.panel.getByText('Every Halden H lens since 1926.').waitFor();
    // 4. An offer from the site's list; the shopper applies it and orders.
    await mara.putForward(/Free express shipping/);
    await press(chat.panel.getByRole('button', { name: 'Apply to my order' }));
    await chat.panel.getByText('Applied', { exact: true }).waitFor();
    await mara.log.getByText('The visitor applied HALDEN-EXPRESS').waitFor();
    await press(chat.panel.getByRole('button', { name: 'Close the chat' }));
    const transaction = await kim.order();
    expect(transaction).toMatch(/^HAL-/);
    // 5. The console shows the saved cart, and the ledger has one line.
    await mara.log.getByText('Saved cart').waitFor();
    await expect
      .poll(async () => (await ledger()).lines, { timeout: 15_000 })
      .toMatchObject([
        {
          transactionId: transaction,
          credit: 'saved',
          status: 'confirmed',
          value: 61_200,
          rule: 'leaving-checkout',
          rep: 'rep_mara',
          bounty: 1_500,
          isBillable: true,
        },
      ]);
    await mara.go('Saved carts');
    await mara.page.getByText(transaction).waitFor();
    expect(await mara.page.getByRole('row', { name: new RegExp(transaction) }).innerText()).toMatch(
      /\$612\.00[\s\S]*Saved[\s\S]*\$15\.00[\s\S]*confirmed/,
    );
    await mara.go('Desk');
    await mara.openFirst();
    // The conversation is still there on the next page, and after a reload.
    await page.reload();
    await press(chat.launcher);
    await chat.panel.getByText('Every Halden H lens since 1926.').waitFor();
    await mara.resolve('Bought');
    await chat.panel.getByText(/ended/).waitFor();
  });

  it('a phone is invited twenty seconds into the first step', async () => {
    const { chat, press, ...ana } = await come(true);
    await ana.toCheckout();
    await chat.invitation.getByText(words).waitFor({ timeout: 30_000 });
    // Once it has slid in.
    const within = async () => {
      const box = await chat.invitation.boundingBox();
      return box !== null && box.width <= 390 && box.y + box.height <= 844;
    };
    await expect.poll(within).toBe(true);
    await press(chat.invitation.getByRole('button', { name: 'Chat now' }));
    await mara.answer();
    await mara.reply('Hello, what would you like to know?');
    await chat.panel.getByText('Hello, what would you like to know?').waitFor();
    const panel = await chat.panel.boundingBox();
    expect([panel!.x, panel!.width]).toEqual([0, 390]);
    await chat.say('All clear, thanks');
    await mara.log.getByText('All clear, thanks').waitFor();
    await press(chat.panel.getByRole('button', { name: 'Close the chat' }));
    const transaction = await ana.order();
    await expect
      .poll(async () => (await ledger()).lines.find((line) => line['transactionId'] === transaction), {
        timeout: 15_000,
      })
      .toMatchObject({
        credit: 'saved',
        rule: 'lingering-at-start',
        status: 'confirmed',
      });
    await mara.resolve('Bought');
  });

  it('an order after an uninvited question is assisted, not saved', async () => {
    const { chat, press, ...lee } = await come();
    await press(chat.launcher);
    await chat.say('Do you ship to Norway?');
    await mara.answer();
    await mara.reply('We do, in four days.');
    await chat.panel.getByText('We do, in four days.').waitFor();
    await press(chat.panel.getByRole('button', { name: 'Close the chat' }));
    await lee.toCheckout();
    const transaction = await lee.order();
    await expect
      .poll(async () => (await ledger()).lines.find((line) => line['transactionId'] === transaction), {
        timeout: 15_000,
      })
      .toMatchObject({
        credit: 'assisted',
        bounty: 0,
        isBillable: false,
      });
    await mara.log.getByText('Assisted order').waitFor();
    await mara.resolve('Bought');
  });

  it('who declines is marked and not invited again; closing the box is told apart', async () => {
    const { chat, press, ...bo } = await come();
    await bo.toCheckout();
    await bo.leaveThroughTheTop();
    await press(chat.invitation.getByRole('button', { name: 'No, thanks' }));
    await chat.invitation.waitFor({ state: 'detached' });
    await mara.go('Activity');
    await mara.page
      .getByText(/declined/)
      .first()
      .waitFor();
    expect(
      await mara.page
        .getByText(/not invited again/)
        .first()
        .isVisible(),
    ).toBe(true);
    // Not on this page, not on the next one.
    await bo.page.reload();
    await bo.leaveThroughTheTop();
    await bo.page.waitForTimeout(1_500);
    expect(await chat.invitation.count()).toBe(0);
    await bo.close();

    const { chat: other, ...cy } = await come();
    await cy.toCheckout();
    await cy.leaveThroughTheTop();
    await cy.press(other.invitation.getByRole('button', { name: 'Close' }));
    await mara.page
      .getByText(/dismissed|closed the box/i)
      .first()
      .waitFor();
    await mara.go('Desk');
  });

  it('a pointer that comes back within the grace is not invited', async () => {
    const { chat, ...di } = await come();
    await di.toCheckout();
    await slipThroughTop(di.page, armedAfterMs);
    await di.page.waitForTimeout(1_500);
    expect(await chat.invitation.count()).toBe(0);
  });
});
