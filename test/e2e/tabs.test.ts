import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { launchBrowser, launchBrowserWithPageCache } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Chat, Shopper } from '../helpers/shopper.ts';
import { setHidden, watchSockets } from './support/sockets.ts';

let browser: Browser;
let demo: Demo;
/** Halden's two reps, both available: a second ring would go to the other. */
const names = ['Mara', 'Jonas'] as const;
let desks: readonly Desk[];
beforeAll(async () => {
  browser = await launchBrowser();
});
/** A relay of its own for each: what one leaves open is no ring in the next. */
beforeEach(async () => {
  demo = await startDemo('sqlite');
  desks = await Promise.all(
    names.map((name) => newDesk(browser, { url: demo.consoleNode.url, email: `${name}@halden.example` })),
  );
  return async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await demo.stop();
  };
});
afterAll(async () => {
  await browser.close();
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
  let found: readonly number[] = [];
  await expect.poll(async () => (found = await rings()).toSorted()).toEqual([0, 1]);
  const at = found.indexOf(1);
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
  // What a tab wrote itself stands last until the relay has given it its place.
  await vi.waitFor(
    async () => {
      const [first, ...others] = await Promise.all(chats.map((chat) => chat.said()));
      for (const other of others) expect(other).toEqual(first);
    },
    { timeout: 10_000, interval: 50 },
  );
  for (const text of words)
    await expect.poll(() => desk.log.getByText(text, { exact: true }).count(), { message: text }).toBe(1);
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
  });

  it('three tabs are one socket, also for what is written in tabs that do not hold it', async () => {
    const pat = await come();
    const sockets = watchSockets(pat.context);
    const tabs = [pat, await pat.newTab('catalogue.html'), await pat.newTab('cart.html')];
    const chats = tabs.map(({ chat }) => chat);
    for (const { launcher } of chats) await pat.press(launcher);
    await chats[0]!.say('first');
    const { desk, rep } = await answerTheOne();
    for (const [index, chat] of chats.entries()) await chat.say(`from tab ${index}`);
    await desk.reply('Heard in all of them.');
    const words = ['first', 'from tab 0', 'from tab 1', 'from tab 2', 'Heard in all of them.'];
    await expectAlike(chats, desk, words);
    await expect.poll(() => sockets.open().length).toBe(1);
    for (const { panel } of chats) await panel.getByText(`${rep} is here`).waitFor();

    // The tab in view takes the lead, without a word lost or said twice.
    const leader = sockets.open()[0]!;
    const next = tabs.find(({ page }) => page !== leader)!;
    for (const { page } of tabs) await setHidden(page, page !== next.page);
    await expect.poll(() => sockets.open()).toEqual([next.page]);
    await tabs[2]!.chat.say('and on');
    await desk.reply('On and on.');
    await expectAlike(chats, desk, [...words, 'and on', 'On and on.']);
    expect(sockets.open()).toEqual([next.page]);
  });

  it('the tab that holds the socket closes in the middle of it: another goes on, and nothing is lost or doubled', async () => {
    const sam = await come();
    const sockets = watchSockets(sam.context);
    const tabs = [sam, await sam.newTab('catalogue.html'), await sam.newTab('cart.html')];
    for (const { chat } of tabs) await sam.press(chat.launcher);
    await sam.chat.say('0');
    const { desk } = await answerTheOne();
    await expect.poll(() => sockets.open().length).toBe(1);
    const leader = sockets.open()[0]!;
    const others = tabs.filter(({ page }) => page !== leader);
    const writing = (async () => {
      for (let number = 1; number <= 12; number++) await others[number % 2]!.chat.say(`${number}`);
    })();
    await desk.log.getByText('3', { exact: true }).waitFor();
    await leader.close();
    await desk.reply('Still here?');
    await writing;
    const words = [...Array.from({ length: 13 }, (_, number) => `${number}`), 'Still here?'];
    await expectAlike(
      others.map(({ chat }) => chat),
      desk,
      words,
    );
    await expect.poll(() => sockets.open().length).toBe(1);
  });

  it('what is written offline, in two tabs, is kept and sent once', async () => {
    const ira = await come();
    const other = await ira.newTab('catalogue.html');
    const chats = [ira.chat, other.chat];
    for (const { launcher } of chats) await ira.press(launcher);
    await ira.chat.say('before');
    const { desk } = await answerTheOne();
    await expectAlike(chats, desk, ['before']);
    await ira.context.setOffline(true);
    await ira.chat.say('off one');
    await other.chat.say('off two');
    for (const { panel } of chats) await panel.getByText('Sending', { exact: true }).waitFor();
    expect(await desk.log.getByText(/^off/).count()).toBe(0);
    await ira.context.setOffline(false);
    await expectAlike(chats, desk, ['before', 'off one', 'off two']);
  });
});

describe('a page that the browser puts aside', () => {
  it('is kept whole, with another tab beside it; back again it has the conversation and sends on', async () => {
    const cached = await launchBrowserWithPageCache();
    try {
      const kim = await newShopper(cached, { shop: demo.shopNode.shop });
      await kim.acceptCookies();
      const sockets = watchSockets(kim.context);
      const other = await kim.newTab('catalogue.html');
      for (const { chat } of [kim, other]) await kim.press(chat.launcher);
      await kim.chat.say('before');
      const { desk } = await answerTheOne();
      await other.chat.say('beside');
      await expectAlike([kim.chat, other.chat], desk, ['before', 'beside']);
      await kim.page.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => (document.title = `kept: ${String(persisted)}`));
        location.href = 'privacy.html';
      });
      await kim.page.waitForURL(/privacy/);
      await desk.reply('Where are you?');
      await other.chat.panel.getByText('Where are you?').waitFor();
      await other.chat.say('in the other');
      await kim.page.evaluate(() => history.back());
      await expect.poll(() => kim.page.title()).toBe('kept: true');
      await kim.chat.say('back');
      await expectAlike([kim.chat, other.chat], desk, ['before', 'beside', 'Where are you?', 'in the other', 'back']);
      await expect.poll(() => sockets.open().length).toBe(1);
    } finally {
      await cached.close();
    }
  });
});
