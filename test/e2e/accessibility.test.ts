import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { findViolations } from './watch/axe.ts';

let browser: Browser;
let demo: Demo;
let mara: Desk;
let kim: Shopper;
beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo('sqlite');
  [mara, kim] = await Promise.all([
    newDesk(browser, { url: demo.consoleNode.url, email: 'mara@halden.example' }),
    newShopper(browser, { shop: demo.shopNode.shop }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

const widths = [390, 1440];

/** Looks at the page in both themes and at these widths; nothing moves while it looks. */
const expectAccessible = async (page: Page, selector?: string, at: readonly number[] = widths): Promise<void> => {
  const before = page.viewportSize();
  const found: Record<string, readonly string[]> = {};
  for (const width of at) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      found[`${width} ${colorScheme}`] = await findViolations(page, selector);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (before) await page.setViewportSize(before);
  expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
};

/** One story, looked at on the way: later scenes need the earlier ones. */
describe('accessible by WCAG A and AA, light and dark, wide and narrow', () => {
  it('the sign-in page, also with what is wrong said', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${demo.consoleNode.url}/console/`);
    await page.getByLabel('E-mail').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your password.').waitFor();
    await expectAccessible(page);
    await context.close();
  });

  it('the quiet desk', async () => {
    await expectAccessible(mara.page);
  });

  it('the invitation, and the desk while it rings', async () => {
    await kim.acceptCookies();
    await kim.putCameraInCart();
    await kim.toCheckout();
    await kim.leaveThroughTheTop();
    await kim.chat.invitation.waitFor();
    await kim.comeBack();
    await expectAccessible(kim.page, 'tillside-widget');
    await kim.press(kim.chat.invitation.getByRole('button', { name: 'Chat now' }));
    await mara.ring.waitFor();
    await expectAccessible(mara.page);
    await mara.answer();
  });

  it('a conversation, in the panel and at the desk', async () => {
    await kim.chat.say('Does it fit my old lenses? https://halden.example/mounts');
    await mara.log.getByText('Does it fit').waitFor();
    await mara.reply('Every one since 1926.');
    await mara.putForward(/Free express shipping/);
    await kim.chat.panel.getByRole('button', { name: 'Apply to my order' }).waitFor();
    await expectAccessible(kim.page, 'tillside-widget', [360, 1440]);
    await expectAccessible(mara.page);
    await kim.press(kim.chat.panel.getByRole('button', { name: 'Apply to my order' }));
    await mara.page.getByRole('button', { name: 'Offer', exact: true }).click();
    await mara.page.getByRole('dialog', { name: 'Offers of Halden' }).waitFor();
    await expectAccessible(mara.page, 'html', [1440]);
    await mara.page.keyboard.press('Escape');
  });

  it('the activity and the saved carts', async () => {
    await kim.press(kim.chat.panel.getByRole('button', { name: 'Close the chat' }));
    const transaction = await kim.order();
    await mara.log.getByText('Saved cart').waitFor();
    await mara.go('Activity');
    await mara.page
      .getByText(/accepted/)
      .first()
      .waitFor();
    await expectAccessible(mara.page);
    await mara.page.getByRole('button', { name: 'Why? Leaving checkout' }).click();
    const why = mara.page.getByRole('dialog', { name: 'Why was this visitor invited?' });
    await why.getByRole('row', { name: /Cart value at least \$500\.00 \$612\.00 As wanted/ }).waitFor();
    await expectAccessible(mara.page);
    await mara.page.keyboard.press('Escape');
    await mara.go('Saved carts');
    await mara.page.getByText(transaction).waitFor();
    await expectAccessible(mara.page);
  });
});
