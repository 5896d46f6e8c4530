import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { somebodyThere } from './support/somebody-there.ts';
import { useDesk } from './support/use-desk.ts';
import { findViolations } from './watch/axe.ts';

const desk = useDesk();
let mara: Desk;
let jonas: Desk;
let kim: Shopper;
beforeAll(async () => {
  const { browser, demo } = desk;
  ({ mara } = desk);
  jonas = await newDesk(browser, { url: demo.consoleNode.url, email: 'jonas@halden.example' });
  await mara.setStatus('Available');
  await jonas.setStatus('Away');
  await somebodyThere(demo.shopNode.url, 'site_halden');
  kim = await newShopper(browser, { shop: demo.shopNode.shop });
  await kim.acceptCookies();
});

const press = ({ page }: Desk, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
/** What axe finds at this desk, in both themes. */
const violations = async ({ page }: Desk, selector?: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Of colours axe cannot tell what lies over everything else.
    found.push(...(await findViolations(page, selector, selector === undefined ? [] : ['color-contrast'])));
  }
  return found;
};
/** Where it is on the screen. */
const boxOf = async (it: Locator): Promise<{ x: number; y: number; width: number; height: number }> => {
  const box = await it.boundingBox();
  if (!box) throw new Error(`${String(it)} is not on the screen`);
  return box;
};
/** How far the log is from its end. CSS pixels. */
const fromTheEnd = ({ log }: Desk) => log.evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight);
const given = ({ page }: Desk) => page.getByRole('article', { name: /A conversation rings/ }).locator('.ring-handed');

describe('one conversation in several hands', () => {
  it('is given to a colleague with a word, and goes on there with all that was said', async () => {
    await kim.press(kim.page.getByRole('button', { name: 'Chat with Halden' }));
    await kim.chat.say('Does the M2 take my father’s lenses?');
    await mara.answer();
    await mara.reply('Every Halden H lens fits.');
    await kim.chat.panel.getByText('Every Halden H lens fits.').waitFor();
    await jonas.setStatus('Available');
    await press(mara, 'Transfer');
    const dialog = mara.page.getByRole('dialog', { name: 'Transfer this conversation' });
    await dialog.getByRole('radio', { name: /Jonas/ }).check();
    await dialog.getByLabel('A word to them').fill('Wants the 85 mm by Friday');
    expect(await violations(mara, 'dialog')).toEqual([]);
    await dialog.getByRole('button', { name: /Transfer to Jonas/ }).click();
    await given(jonas).getByText('From Mara: Wants the 85 mm by Friday').waitFor();
    expect(await violations(jonas)).toEqual([]);
    await jonas.answer();
    expect(await violations(jonas)).toEqual([]);
    await jonas.log.getByText('Every Halden H lens fits.').waitFor();
    await kim.chat.panel.getByText(/Jonas/).first().waitFor();
    expect(await kim.chat.panel.getByText('85 mm').count()).toBe(0);
    await jonas.reply('Express brings it on Thursday.');
    await kim.chat.panel.getByText('Express brings it on Thursday.').waitFor();
  });

  it('is put off, and taken over by a colleague, which its rep is told', async () => {
    await press(jonas, 'Go on by message');
    await jonas.page.getByText('With you · By message').waitFor();
    await mara.page.getByRole('button', { name: /With Jonas/ }).click();
    await press(mara, 'Take over');
    await mara.page.getByText('With you · By message').waitFor();
    await jonas.page.getByText(/Mara took over visitor/).waitFor();
    await mara.reply('It is on its way.');
    await kim.chat.panel.getByText('It is on its way.').waitFor();
    await mara.resolve('Question answered');
  });

  it('is handed over by a rep who goes, and waits for whoever is there', async () => {
    await kim.chat.say('And the strap?');
    // Who answered last is rung first.
    await mara.answer();
    await mara.setStatus('Away');
    expect(await violations(mara)).toEqual([]);
    await press(mara, 'Hand it over');
    await given(jonas).getByText('Mara went away.').waitFor();
    await jonas.answer();
    await jonas.reply('Here I am.');
    await kim.chat.panel.getByText('Here I am.').waitFor();
  });

  it('with a long word beside it, still fits: on the ring, in the log, and under what is told in passing', async () => {
    const word = `Wants the 85 mm by Friday. ${'Please do not ask for the address again. '.repeat(6)}${'x'.repeat(220)}`;
    await mara.setStatus('Available');
    await mara.page.setViewportSize({ width: 1024, height: 600 });
    await jonas.page
      .getByRole('listitem')
      .filter({ hasText: /Mara Lindqvist.*Available/ })
      .waitFor();
    // By the keyboard alone: the first who could take it has the focus.
    await jonas.page.keyboard.press('Alt+T');
    const dialog = jonas.page.getByRole('dialog', { name: 'Transfer this conversation' });
    const toMara = dialog.getByRole('radio', { name: /Mara/ });
    await expect.poll(() => toMara.evaluate((it) => it === document.activeElement)).toBe(true);
    await jonas.page.keyboard.press('Space');
    await expect.poll(() => toMara.isChecked()).toBe(true);
    await dialog.getByLabel('A word to them').fill(word);
    await dialog.getByRole('button', { name: /Transfer to Mara/ }).click();
    const toast = await boxOf(jonas.page.getByText('Given to Mara Lindqvist.'));
    const field = await boxOf(jonas.page.getByRole('textbox', { name: /^Note for colleagues/ }));
    expect(toast.x + toast.width).toBeLessThan(field.x);

    await given(mara).waitFor();
    const answersEnd = async () => {
      const { y, height } = await boxOf(mara.ring);
      return y + height;
    };
    await expect.poll(answersEnd).toBeLessThan(600);
    await mara.answer();
    await mara.log.getByText('Please do not ask').waitFor();
    for (const [width, height] of [
      [1440, 900],
      [1024, 600],
      [390, 844],
      // A keyboard comes up.
      [390, 420],
    ] as const) {
      await mara.page.setViewportSize({ width, height });
      await expect.poll(() => fromTheEnd(mara)).toBeLessThan(2);
      expect(await mara.log.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
    }
    await mara.page.setViewportSize({ width: 1440, height: 900 });
  });

  it('follows the visitor to the next page', async () => {
    const beside = mara.page.getByRole('complementary', { name: 'Visitor' });
    await beside.getByText('/shop/', { exact: true }).waitFor();
    await kim.page.goto(`${desk.demo.shopNode.shop}catalogue.html`);
    await beside.getByText('/shop/catalogue.html').waitFor();
  });

  it('is one line of the activity, in words', async () => {
    await mara.resolve('Question answered');
    await mara.go('Activity');
    const lines = mara.page.getByRole('listitem');
    await lines.filter({ hasText: 'Resolved' }).waitFor();
    expect(await lines.count()).toBe(1);
    await mara.go('Desk');
  });
});
