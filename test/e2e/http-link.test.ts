import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { connectRep, texts } from '../helpers/parties.ts';
import type { TestRep } from '../helpers/parties.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { startBrokenProxy } from './support/broken-proxy.ts';
import type { BrokenProxy } from './support/broken-proxy.ts';
import { somebodyThere } from './support/somebody-there.ts';

const count = 12;
const numbered = (who: string) => Array.from({ length: count }, (_, index) => `${who}${index}`);

let demo: Demo;
let mara: TestRep;
let browser: Browser;
let proxy: BrokenProxy;
let kim: Shopper;

beforeAll(async () => {
  demo = await startDemo('redis');
  mara = await connectRep({ url: demo.consoleNode.url, email: 'mara@halden.example', password: 'tillside-demo' });
  await mara.client.command({ type: 'status.set', status: 'available' });
  await somebodyThere(demo.shopNode.url, 'site_halden');
});
afterEach(async () => {
  await kim.close();
  await browser.close();
  await proxy.stop();
});
afterAll(async () => {
  mara.client.close();
  await demo.stop();
});

/** A shopper behind such a proxy, whose requests come to both nodes in turn, says hello; resolves to the conversation, answered. */
async function begin(isBuffering: boolean): Promise<string> {
  proxy = await startBrokenProxy({ nodes: [demo.shopNode.port, demo.consoleNode.port], isBuffering });
  browser = await launchBrowser(`--proxy-server=${proxy.url}`, '--proxy-bypass-list=<-loopback>');
  kim = await newShopper(browser, { shop: demo.shopNode.shop });
  await kim.acceptCookies();
  await kim.press(kim.chat.launcher);
  await kim.chat.say('Hello');
  await mara.when('a ring', () => mara.mine().some((item) => item.state === 'ringing'), 40_000);
  const { conversation, engagement } = mara.mine().find((item) => item.state === 'ringing')!;
  expect(await mara.client.command({ type: 'engagement.accept', conversation, engagement })).toEqual({ isDone: true });
  mara.client.attach(conversation);
  await mara.when('the conversation', () => mara.mine().some((item) => item.state === 'active'));
  return conversation;
}

async function resolve(conversation: string): Promise<void> {
  const { epoch, claim } = mara.mine().find((item) => item.conversation === conversation)!;
  await mara.client.command({
    type: 'engagement.resolve',
    conversation,
    epoch,
    claim: claim!,
    disposition: 'Question answered',
  });
  await mara.when('an empty floor', () => mara.mine().length === 0);
}

const inPanel = async () => (await kim.chat.said()).filter((line) => /^[vr]\d+$/.test(line));
const onDesk = (conversation: string) => texts(mara.view(conversation)).filter((text) => /^[vr]\d+$/.test(text));

describe('a shopper behind a proxy that lets no WebSocket through', () => {
  it('[HS1] talks over HTTP, at two nodes in turn; however often streams are cut, nothing is lost or doubled', async () => {
    const conversation = await begin(false);
    expect(proxy.refused()).toBeGreaterThanOrEqual(2);
    let cuts = 0;
    for (const [index, word] of numbered('v').entries()) {
      await kim.chat.say(word);
      mara.say(conversation, `r${index}`);
      if (index % 3 === 1) {
        await expect.poll(inPanel, { timeout: 20_000 }).toContain(`r${index}`);
        cuts += proxy.cut('/v1/stream');
      }
      // An answer that never came says nothing of what became of its frames.
      if (index % 3 === 2) cuts += proxy.cut('/v1/frames');
    }
    expect(cuts).toBeGreaterThanOrEqual(count / 3);
    await expect.poll(async () => (await inPanel()).length, { timeout: 40_000 }).toBe(2 * count);
    await expect.poll(() => onDesk(conversation).length, { timeout: 40_000 }).toBe(2 * count);
    await expect.poll(inPanel).toEqual(onDesk(conversation));
    const words = await inPanel();
    expect(words.filter((word) => word.startsWith('v'))).toEqual(numbered('v'));
    expect(words.filter((word) => word.startsWith('r'))).toEqual(numbered('r'));
    // What the other side has already may not be known to have come yet.
    await expect.poll(() => kim.chat.panel.getByText('Sending', { exact: true }).count()).toBe(0);
    expect(mara.troubles).toEqual([]);
    await resolve(conversation);
  });

  it('[HS5] polls where the proxy keeps answers until they are whole', async () => {
    const conversation = await begin(true);
    const said: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      await kim.chat.say(`v${index}`);
      await mara.when('it came', () => onDesk(conversation).includes(`v${index}`), 20_000);
      mara.say(conversation, `r${index}`);
      await expect.poll(inPanel, { timeout: 20_000 }).toContain(`r${index}`);
      said.push(`v${index}`, `r${index}`);
    }
    expect(onDesk(conversation)).toEqual(said);
    expect(await inPanel()).toEqual(said);
    const polls = proxy.asked.filter((path) => path === '/v1/stream').length;
    // One for what each batch brings, and none for nothing.
    expect(polls).toBeGreaterThan(8);
    expect(polls).toBeLessThan(80);
    await resolve(conversation);
  });
});
