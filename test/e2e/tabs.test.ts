import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Chat, Shopper } from '../helpers/shopper.ts';

let browser: Browser;
let demo: Demo;
/** Halden's two reps, both available: a second ring would go to the other. */
const names = ['Mara', 'Jonas'] as const;
let desks: readonly Desk[];
beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo('sqlite');
  desks = await Promise.all(
    names.map((name) => newDesk(browser, { url: demo.consoleNode.url, email: `${name}@halden.example` })),
  );
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

const come = async (): Promise<Shopper> => {
  const shopper = await newShopper(browser, { shop: demo.shopNode.shop });
  await shopper.acceptCookies();
  await shopper.putCameraInCart();
  return shopper;
};

const counts = (count: (desk: Desk) => Promise<number>) => Promise.all(desks.map(count));
const rings = () => counts(({ page }) => page.getByRole('button', { name: /^Answer/ }).count());
/** Conversations on each floor that are somebody's or wait; those that are over are told apart by when they were. */
const open = () => counts(({ page }) => page.getByRole('region', { name: 'Mine' }).getByRole('button').count());

/** Answers the one ring there is, wherever it is. */
const answerTheOne = async (): Promise<{ desk: Desk; rep: string }> => {
  await expect.poll(async () => (await rings()).toSorted()).toEqual([0, 1]);
  const at = (await rings()).indexOf(1);
  const desk = desks[at]!;
  await desk.answer();
  await expect.poll(async () => (await open()).toSorted()).toEqual([0, 1]);
  expect(await rings()).toEqual([0, 0]);
  return { desk, rep: names[at]! };
};

/** Every tab shows the same words in the same order, and the desk each of them once. */
const expectAlike = async (chats: readonly Chat[], desk: Desk, words: readonly string[]): Promise<void> => {
  const sorted = words.toSorted();
  for (const chat of chats) await expect.poll(async () => (await chat.said()).toSorted()).toEqual(sorted);
  const [first, ...others] = await Promise.all(chats.map((chat) => chat.said()));
  for (const other of others) expect(other).toEqual(first);
  for (const text of words) expect(await desk.log.getByText(text, { exact: true }).count()).toBe(1);
};

describe('one visitor, many tabs', () => {
  it('five tabs that write at once are one conversation, one ring and one rep', async () => {
    const kim = await come();
    const paths = ['', 'catalogue.html', 'cart.html', 'privacy.html'];
    const tabs = [kim, ...(await Promise.all(paths.map((path) => kim.newTab(path))))];
    const chats = tabs.map(({ chat }) => chat);
    const words = chats.map((_, index) => `question of tab ${index + 1}`);
    await Promise.all(chats.map(({ launcher }) => kim.press(launcher)));
    await Promise.all(chats.map((chat, index) => chat.say(words[index]!)));

    const { desk, rep } = await answerTheOne();
    await expectAlike(chats, desk, words);
    await desk.reply('One at a time, gladly.');
    await chats[3]!.panel.getByText('One at a time, gladly.').waitFor();
    await chats[1]!.say('Thank you, in one of them');
    await expectAlike(chats, desk, [...words, 'One at a time, gladly.', 'Thank you, in one of them']);
    for (const { panel } of chats) {
      expect(await panel.getByText(`${rep} is here`).count()).toBe(1);
      expect(await panel.getByRole('heading').innerText()).toBe(rep);
    }
    await desk.resolve('Question answered');
    await kim.close();
  });

  it('an invitation accepted in one tab and the launcher pressed in another are one conversation', async () => {
    const lee = await come();
    const other = await lee.newTab('cart.html');
    await lee.page.bringToFront();
    await lee.toCheckout();
    await lee.leaveThroughTheTop();
    const { invitation } = lee.chat;
    const invited = await invitation.getByText(/^Hi, I'm (Mara|Jonas) from Halden\. Any question/).innerText();
    await lee.comeBack();
    await Promise.all([
      lee.press(invitation.getByRole('button', { name: 'Chat now' })),
      lee.press(other.chat.launcher).then(() => other.chat.say('Is there a wider strap?')),
    ]);

    const { desk, rep } = await answerTheOne();
    // Whoever was quicker, the question or the yes: the one who answers is named in both tabs, once.
    for (const { panel } of [lee.chat, other.chat]) {
      await panel.getByText(`${rep} is here`).waitFor();
      expect(await panel.getByText(/ is here/).count()).toBe(1);
    }
    await desk.reply('There is.');
    await lee.chat.say('And in brown?');
    await expectAlike([lee.chat, other.chat], desk, [invited, 'Is there a wider strap?', 'There is.', 'And in brown?']);
    expect(await other.chat.invitation.count()).toBe(0);
    await desk.resolve('Question answered');
    await lee.close();
  });
});
