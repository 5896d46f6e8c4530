import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { useDesk } from './support/use-desk.ts';
import { findViolations } from './watch/axe.ts';
import { findFaintText } from './watch/colors.ts';

const desk = useDesk();
let mara: Desk;
let kim: Shopper;
beforeAll(async () => {
  ({ mara } = desk);
  kim = await newShopper(desk.browser, { shop: desk.demo.shopNode.shop });
});

const widths = [390, 1440];
const WIDGET = 'tillside-widget';

/** Of colours axe says nothing where things lie over one another, which the widget does: they are reckoned from what is computed. */
const lookAt = async (page: Page, selector?: string): Promise<readonly string[]> =>
  selector === WIDGET
    ? [...(await findViolations(page, WIDGET, ['color-contrast'])), ...(await findFaintText(page))]
    : findViolations(page, selector);

/** Looks at the page in both themes and at these widths; nothing moves while it looks. */
const expectAccessible = async (page: Page, selector?: string, at: readonly number[] = widths): Promise<void> => {
  const before = page.viewportSize();
  const found: Record<string, readonly string[]> = {};
  for (const width of at) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      found[`${width} ${colorScheme}`] = await lookAt(page, selector);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (before) await page.setViewportSize(before);
  expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
};

/** In whatever shadow root it stands. */
const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);

/** One story, looked at on the way: later scenes need the earlier ones. */
describe('accessible by WCAG A and AA, light and dark, wide and narrow', () => {
  it('the sign-in page, also with what is wrong said', async () => {
    const context = await desk.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${desk.demo.consoleNode.url}/console/`);
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
    await expectAccessible(kim.page, WIDGET);
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
    await expectAccessible(kim.page, WIDGET, [360, 1440]);
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

  it('a whole conversation by the keyboard alone: the focus goes where one writes, and returns to the launcher', async () => {
    const lea = await newShopper(desk.browser, { shop: desk.demo.shopNode.shop });
    const { page, chat } = lea;
    await page.goto(desk.demo.shopNode.shop);
    await chat.launcher.waitFor();
    const { keyboard } = page;
    /** Tab, as often as needed; never more often than there are stops. */
    const tabTo = async (target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
      for (let stops = 0; stops < 80 && !(await isFocused(target)); stops += 1) await keyboard.press(key);
      expect(await isFocused(target), `Tab reaches ${String(target)}`).toBe(true);
    };
    const button = (name: string): Locator => chat.panel.getByRole('button', { name, exact: true });
    const arrives = (target: Locator): Promise<void> => expect.poll(() => isFocused(target)).toBe(true);

    await tabTo(chat.launcher, 'Shift+Tab');
    await keyboard.press('Enter');
    await arrives(chat.field);
    await expectAccessible(page, WIDGET);

    await tabTo(button('Leave a message'), 'Shift+Tab');
    await keyboard.press('Enter');
    await arrives(chat.panel.getByRole('textbox', { name: /^Your message/ }));
    await expectAccessible(page, WIDGET);
    await tabTo(button('Back to the chat'));
    await keyboard.press('Enter');
    await arrives(chat.field);

    await keyboard.type('Is the strap vegan?');
    await keyboard.press('Enter');
    await mara.ring.waitFor();
    await mara.answer();
    await mara.reply('It is cork.');
    await chat.panel.getByText('It is cork.').waitFor();
    await arrives(chat.field);

    await keyboard.press('Escape');
    await arrives(chat.launcher);
    await chat.panel.waitFor({ state: 'hidden' });
    await keyboard.press('Enter');
    await arrives(chat.field);

    await mara.resolve('Question answered');
    const stars = chat.panel.getByRole('group', { name: 'How was this conversation?' });
    await stars.waitFor();
    // From behind one comes to the last.
    await tabTo(stars.getByRole('radio', { name: 'Very good' }), 'Shift+Tab');
    await keyboard.press('ArrowLeft');
    await expect.poll(() => stars.getByRole('radio', { name: 'Good', exact: true }).isChecked()).toBe(true);
    await expectAccessible(page, WIDGET);
    await tabTo(button('Send').first());
    await keyboard.press('Enter');
    // The thanks stand until the rating is in the conversation.
    await chat.panel.getByText('4 out of 5').waitFor();
    await arrives(chat.field);
    await lea.close();
  });
});
