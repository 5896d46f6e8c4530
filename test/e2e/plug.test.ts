import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { useDesk } from './support/use-desk.ts';

const perParty = 10;
const visitorLost = 'Connecting again. Your words are kept.';
const repLost = 'Connecting again. What you write is kept.';

const desk = useDesk();
let mara: Desk;
let kim: Shopper;
beforeAll(() => void ({ mara } = desk));
beforeEach(async () => {
  kim = await newShopper(desk.browser, { shop: desk.demo.shopNode.shop });
  await kim.acceptCookies();
  await kim.press(kim.chat.launcher);
  await kim.chat.say('Hello');
  await mara.answer();
  await mara.log.getByText('Hello', { exact: true }).waitFor();
  return async () => {
    await mara.resolve('Question answered');
    await mara.page.getByRole('textbox', { name: /^Reply to the visitor/ }).waitFor({ state: 'detached' });
    await kim.close();
  };
});

/** What was written, in the order of the screen: lines such as `v3` of the visitor and `r7` of the rep. */
const wordsIn = (lines: readonly string[]): readonly string[] => lines.filter((line) => /^[vr]\d+$/.test(line));
const onDesk = async () => wordsIn((await mara.log.innerText()).split('\n'));
const inPanel = async () => wordsIn(await kim.chat.said());
const numbered = (who: string, count: number) => Array.from({ length: count }, (_, index) => `${who}${index}`);

/** How often these pages were loaded since. */
function countLoads(...pages: readonly Page[]): () => number {
  let loads = 0;
  for (const page of pages) page.on('load', () => (loads += 1));
  return () => loads;
}

const type = async (say: (text: string) => Promise<void>, words: readonly string[]): Promise<void> => {
  for (const word of words) await say(word);
};

describe('pulling the plug', () => {
  it('a relay killed while both write: both pages say so, go on by themselves, and nothing is lost or doubled', async () => {
    const loads = countLoads(kim.page, mara.page);
    const writing = Promise.all([
      type((text) => kim.chat.say(text), numbered('v', perParty)),
      type((text) => mara.reply(text), numbered('r', perParty)),
    ]);
    await mara.log.getByText('v2', { exact: true }).waitFor();
    await desk.demo.shopNode.kill();
    await Promise.all([kim.chat.panel.getByText(visitorLost).waitFor(), mara.page.getByText(repLost).waitFor()]);
    // Whatever is written now is on the screen, and waits.
    await writing;
    await kim.chat.say(`v${perParty}`);
    await mara.reply(`r${perParty}`);
    await kim.chat.panel.getByText('Sending', { exact: true }).waitFor();
    await mara.page.getByText('Kept. Goes out when connected.').first().waitFor();
    await desk.demo.shopNode.start();

    await expect.poll(async () => (await onDesk()).length, { timeout: 20_000 }).toBe(2 * perParty + 2);
    await expect.poll(async () => (await inPanel()).length, { timeout: 20_000 }).toBe(2 * perParty + 2);
    // Each page puts what it wrote itself where the relay has it only once it hears so.
    await vi.waitFor(async () => expect(await onDesk()).toEqual(await inPanel()), { timeout: 20_000, interval: 50 });
    const words = await inPanel();
    expect(words.filter((word) => word.startsWith('v'))).toEqual(numbered('v', perParty + 1));
    expect(words.filter((word) => word.startsWith('r'))).toEqual(numbered('r', perParty + 1));
    await kim.chat.panel.getByText(visitorLost).waitFor({ state: 'detached' });
    await mara.page.getByText(repLost).waitFor({ state: 'detached' });
    await expect.poll(() => mara.page.getByText('Kept. Goes out when connected.').count()).toBe(0);
    // The rep still has the conversation, and both hear each other.
    await mara.reply('Back again');
    await kim.chat.panel.getByText('Back again').waitFor();
    expect(loads()).toBe(0);
  });

  it('a shopper without network: what is written meanwhile is kept, and sent once', async () => {
    const loads = countLoads(kim.page, mara.page);
    await kim.context.setOffline(true);
    await kim.chat.say('v0');
    await kim.chat.panel.getByText('Sending', { exact: true }).waitFor();
    await mara.reply('r0');
    await mara.page.getByText('Sent', { exact: true }).last().waitFor();
    expect(await onDesk()).toEqual(['r0']);
    expect(await inPanel()).toEqual(['v0']);
    await kim.context.setOffline(false);

    await mara.log.getByText('v0', { exact: true }).waitFor();
    await expect.poll(inPanel).toEqual(['r0', 'v0']);
    await kim.chat.say('v1');
    await mara.log.getByText('v1', { exact: true }).waitFor();
    await mara.reply('r1');
    await kim.chat.panel.getByText('r1').waitFor();
    await expect.poll(inPanel).toEqual(['r0', 'v0', 'v1', 'r1']);
    expect(await onDesk()).toEqual(['r0', 'v0', 'v1', 'r1']);
    expect(loads()).toBe(0);
  });
});
