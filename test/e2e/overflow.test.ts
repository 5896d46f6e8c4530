import { beforeAll, describe, expect, it } from 'vitest';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { useDesk } from './support/use-desk.ts';

/** The accents of the demo's site files, as a browser prints colours. */
const colours = { Halden: 'rgb(31, 95, 91)', Fernway: 'rgb(138, 75, 35)' } as const;

const desk = useDesk();
let mara: Desk;
let theo: Desk;
let ines: Desk;
beforeAll(async () => {
  const { browser, demo } = desk;
  const sit = (email: string) => newDesk(browser, { url: demo.consoleNode.url, email });
  ({ mara } = desk);
  [theo, ines] = await Promise.all([sit('theo@tideline.example'), sit('ines@fernway.example')]);
  // Jonas, the other of Halden's two, is not there at all.
  await mara.setStatus('Away');
});

const come = async (path = ''): Promise<Shopper> => {
  const shopper = await newShopper(desk.browser, { shop: `${desk.demo.shopNode.shop}${path}` });
  await shopper.acceptCookies();
  return shopper;
};

/** The ring at a desk names the shop before anything else, in the shop's colour. */
const expectRing = async ({ page }: Desk, shop: keyof typeof colours): Promise<void> => {
  const card = page.getByRole('article', { name: `A conversation rings: ${shop}` });
  await card.waitFor();
  expect(await card.innerText()).toMatch(new RegExp(`^Answer for\\s+${shop}\\s`));
  const head = card.locator('header');
  expect(await head.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(colours[shop]);
  await expect.poll(() => page.title()).toMatch(new RegExp(`^Ringing · ${shop}`));
};

/** What the picker offers in the open conversation. */
const offersAt = async ({ page }: Desk, shop: string): Promise<readonly string[]> => {
  await page.getByRole('button', { name: 'Offer', exact: true }).click();
  const picker = page.getByRole('dialog', { name: `Offers of ${shop}` });
  await picker
    .getByText(/^Code /)
    .first()
    .waitFor();
  const texts = await picker.getByRole('button').allInnerTexts();
  await page.keyboard.press('Escape');
  return texts.map((text) => /Code (\S+)/.exec(text)?.[1] ?? text);
};

const rowOf = ({ page }: Desk, shop: string) => page.getByRole('listitem').filter({ hasText: shop }).first();

describe('teams and overflow', () => {
  it('a question that nobody of the shop can take rings at the shared desk, which keeps its two shops apart', async () => {
    const kim = await come();
    await kim.press(kim.chat.launcher);
    await kim.chat.say('Does the strap come with it?');
    await expectRing(theo, 'Halden');
    await theo.answer();
    await theo.reply('It does.');
    await kim.chat.panel.getByText('It does.').waitFor();
    expect(await kim.chat.panel.getByRole('heading').innerText()).toBe('Theo');
    expect(await mara.ring.count()).toBe(0);
    expect(await offersAt(theo, 'Halden')).toEqual(['HALDEN-EXPRESS', 'HALDEN10']);

    await ines.setStatus('Away');
    const ana = await come('fernway/');
    await ana.press(ana.chat.launcher);
    await ana.chat.say('Is the pack waterproof?');
    await expectRing(theo, 'Fernway');
    await theo.answer();
    await theo.log.getByText('Is the pack waterproof?').waitFor();
    await theo.page.getByRole('textbox', { name: 'Reply to the visitor, as Fernway' }).waitFor();
    expect(await offersAt(theo, 'Fernway')).toEqual(['FERNWAY-EXPRESS']);
    // Both shops are on the one floor; going back, the other one's offers are listed.
    await rowOf(theo, 'Fernway').waitFor();
    await rowOf(theo, 'Halden').getByRole('button').click();
    await theo.log.getByText('Does the strap come with it?').waitFor();
    expect(await offersAt(theo, 'Halden')).toEqual(['HALDEN-EXPRESS', 'HALDEN10']);
    await Promise.all([kim.close(), ana.close()]);
  });

  it('who leaves while the shop’s own reps are away is invited by the shared one', async () => {
    const lee = await come();
    await lee.putCameraInCart();
    await lee.toCheckout();
    await lee.leaveThroughTheTop();
    await lee.chat.invitation.getByText("Hi, I'm Theo from Halden. Any question before you order?").waitFor();
    await lee.comeBack();
    await lee.press(lee.chat.invitation.getByRole('button', { name: 'Chat now' }));
    await expectRing(theo, 'Halden');
    expect(await mara.ring.count()).toBe(0);
    await theo.answer();
    await lee.chat.panel.getByText('Theo is here').waitFor();
    await lee.close();
  });

  it('with everybody away nobody is invited; a message is kept, and stands on the floor, without a ring, once somebody is there', async () => {
    await theo.setStatus('Away');
    const bo = await come();
    await bo.putCameraInCart();
    await bo.toCheckout();
    const launcher = bo.page.getByRole('button', { name: 'Leave Halden a message' });
    await launcher.waitFor();
    await bo.leaveThroughTheTop();
    await bo.page.waitForTimeout(1_500);
    expect(await bo.chat.invitation.count()).toBe(0);
    await bo.comeBack();
    await bo.press(launcher);
    await bo.chat.panel.getByText('Nobody is here right now.').waitFor();
    const form = bo.chat.panel.getByRole('form', { name: 'Leave a message' });
    await form.getByLabel('Your message').fill('Please keep one M2 for me.');
    await bo.press(form.getByRole('button', { name: 'Send message' }));
    await bo.chat.panel.getByText('Your message is kept.').waitFor();
    expect([await mara.ring.count(), await theo.ring.count()]).toEqual([0, 0]);
    await bo.page.goto('about:blank');

    await mara.setStatus('Available');
    await rowOf(mara, 'Halden').getByText('By message').waitFor();
    expect(await mara.ring.count()).toBe(0);
    await rowOf(mara, 'Halden').getByRole('button').click();
    // Of a team in which nobody is available, it is for the rep who is connected at least.
    await mara.log.getByText('Please keep one M2 for me.').waitFor();
    await mara.reply('One is set aside.');
    // The answer is there when the visitor comes back.
    await bo.page.goto(desk.demo.shopNode.shop);
    await bo.chat.panel.getByText('One is set aside.').waitFor();
    await bo.close();
  });

  it('another shop’s rep never sees any of it', async () => {
    for (const view of ['Activity', 'Saved carts', 'Desk'] as const) {
      await ines.go(view);
      await ines.page.getByText('Fernway').first().waitFor();
      expect(await ines.page.locator('body').innerText()).not.toContain('Halden');
    }
  });
});
