import type { Browser, BrowserContext, Page } from 'playwright-core';
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
/** Mara's second window, on the same conversation. */
let beside: Page;
/** What waits on a slow line between a rep's windows and the relay; `undefined`: the line is quick. */
let late: (() => void)[] | undefined;
const throughLine = (context: BrowserContext): Promise<void> =>
  context.routeWebSocket(/\/v1\/console\/socket/, (socket) => {
    const pass = (run: () => void): void => void (late ? late.push(run) : run());
    const relay = socket.connectToServer();
    socket.onMessage((frame) => pass(() => relay.send(frame)));
    relay.onMessage((frame) => pass(() => socket.send(frame)));
  });
beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo('sqlite');
  const { url } = demo.consoleNode;
  [mara, jonas] = await Promise.all([
    newDesk(browser, { url, email: 'mara@halden.example', prepare: throughLine }),
    newDesk(browser, { url, email: 'jonas@halden.example' }),
  ]);
  await jonas.setStatus('Away');
  await mara.setStatus('Available');
  kim = await newShopper(browser, { shop: demo.shopNode.shop });
  await kim.acceptCookies();
  await kim.press(kim.page.getByRole('button', { name: 'Chat with Halden' }));
  await kim.chat.say('Is there a strap for it?');
  await mara.answer();
  beside = await mara.page.context().newPage();
  await beside.goto(mara.page.url());
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

const field = (page: Page) => page.getByRole('textbox', { name: /^Reply to the visitor/ });
const log = (page: Page) => page.getByRole('log');

describe('what a rep typed', () => {
  it('is the same in both windows, and neither writes over the other', async () => {
    await field(mara.page).fill('The long');
    await expect.poll(() => field(beside).inputValue()).toBe('The long');
    await field(beside).fill('The long one, 140 cm.');
    await expect.poll(() => field(mara.page).inputValue()).toBe('The long one, 140 cm.');
    await field(mara.page).press('Enter');
    await kim.chat.panel.getByText('The long one, 140 cm.').waitFor();
    await expect.poll(() => field(beside).inputValue()).toBe('');
  });

  it('and could not be sent is there after a reload, in both windows, until one of them discards it', async () => {
    await mara.page.getByRole('button', { name: 'Go on by message' }).click();
    await mara.page.getByText('With you · By message').waitFor();
    await jonas.page.getByRole('button', { name: /With Mara/ }).click();
    late = [];
    await field(mara.page).fill('It leaves on Monday.');
    await field(mara.page).press('Enter');
    await log(mara.page).getByText('Sending').waitFor();
    await field(mara.page).fill('And it is free');
    await jonas.page.getByRole('button', { name: 'Take over' }).click();
    await jonas.page.getByText('With you · By message').waitFor();
    const held = late;
    late = undefined;
    for (const run of held) run();
    const notSent = /Not sent: the conversation is no longer yours/;
    await log(mara.page).getByText(notSent).waitFor();
    expect(await field(mara.page).inputValue()).toBe('And it is free');

    await mara.page.reload();
    for (const page of [mara.page, beside]) {
      await log(page).getByText(notSent).waitFor();
      await log(page).getByText('It leaves on Monday.').waitFor();
      await expect.poll(() => field(page).inputValue()).toBe('And it is free');
    }
    await beside.getByRole('button', { name: 'Discard' }).click();
    for (const page of [mara.page, beside]) await expect.poll(() => log(page).getByText(notSent).count()).toBe(0);
    expect(await kim.chat.panel.getByText('It leaves on Monday.').count()).toBe(0);
  });
});
