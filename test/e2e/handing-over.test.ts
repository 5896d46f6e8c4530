import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';

let browser: Browser;
let demo: Demo;
let mara: Desk;
let jonas: Desk;
let kim: Shopper;
beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo('sqlite');
  const sit = (email: string) => newDesk(browser, { url: demo.consoleNode.url, email });
  [mara, jonas] = await Promise.all([sit('mara@halden.example'), sit('jonas@halden.example')]);
  await mara.setStatus('Available');
  await jonas.setStatus('Away');
  kim = await newShopper(browser, { shop: demo.shopNode.shop });
  await kim.acceptCookies();
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

const press = ({ page }: Desk, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
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
    await dialog.getByRole('button', { name: /Transfer to Jonas/ }).click();
    await given(jonas).getByText('From Mara: Wants the 85 mm by Friday').waitFor();
    await jonas.answer();
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
    await press(mara, 'Hand it over');
    await given(jonas).getByText('Mara went away.').waitFor();
    await jonas.answer();
    await jonas.reply('Here I am.');
    await kim.chat.panel.getByText('Here I am.').waitFor();
  });
});
