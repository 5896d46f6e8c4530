import type { EntryAdded, RepTold } from '@tillside/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { connectRep } from '../helpers/parties.ts';
import type { TestRep } from '../helpers/parties.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';

let browser: Browser;
let demo: Demo;
let mara: TestRep;
let kim: Shopper;
let conversation: string;
beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo('sqlite')]);
  mara = await connectRep({
    url: demo.consoleNode.url,
    email: 'mara@halden.example',
    password: 'tillside-demo',
  });
  await mara.client.command({ type: 'status.set', status: 'available' });
  kim = await newShopper(browser, { shop: demo.shopNode.shop });
}, 120_000);
afterAll(async () => {
  mara.client.close();
  await browser.close();
  await demo.stop();
});

/** The assignment that this rep writes under. */
const mine = () => {
  const item = mara.mine().find((it) => it.conversation === conversation);
  if (item?.claim === undefined) throw new Error('the conversation is not this rep’s');
  return { conversation, epoch: item.epoch, claim: item.claim };
};
const ofKind = <Kind extends EntryAdded['kind']>(kind: Kind) =>
  mara.view(conversation).filter((it): it is Extract<EntryAdded, { kind: Kind }> => it.kind === kind);
const isTold =
  <Type extends RepTold['type']>(type: Type) =>
  (frame: { readonly type: string }): frame is Extract<RepTold, { type: Type }> =>
    frame.type === type;

/** One story: later scenes need the earlier ones. */
describe('a conversation with a rep, in a browser, over a real relay', () => {
  it('before the first message the panel says who answers, for how long it is kept and who may read it', async () => {
    await kim.acceptCookies();
    await kim.press(kim.chat.launcher);
    await kim.chat.panel.getByText(/This conversation is kept for \d+ days, and colleagues may read it\./).waitFor();
    await kim.chat.say('Which lens is lighter?');
    const ring = await mara.until('the ring', isTold('ring.started'));
    ({ conversation } = ring);
    mara.client.attach(conversation);
    await mara.client.command({ type: 'engagement.accept', conversation, engagement: ring.engagement });
    await mara.when('the conversation', () => mara.mine().some((it) => it.conversation === conversation && !!it.claim));
    await kim.chat.panel.getByText('Mara is here').waitFor();
  });

  it('words with emphasis come as nodes, and an answer is one press', async () => {
    mara.client.send({
      type: 'message.send',
      ...mine(),
      body: { text: 'The *35*, by far.\n- 180 g\n- 95 mm', replies: ['And in silver?', 'Thanks'] },
    });
    const bubble = kim.chat.panel.locator('.bubble', { hasText: 'by far' });
    await bubble.locator('b', { hasText: '35' }).waitFor();
    expect(await bubble.locator('li').allInnerTexts()).toEqual(['180 g', '95 mm']);
    await kim.press(kim.chat.panel.getByRole('button', { name: 'And in silver?' }));
    await mara.when('the answer', () => ofKind('message').some(({ body }) => body.text === 'And in silver?'));
    await kim.chat.panel.getByRole('group', { name: 'Suggested answers' }).waitFor({ state: 'detached' });
  });

  it('a product of the shop is shown with its price', async () => {
    const url = new URL('products/halden-m2.html', demo.shopNode.shop).href;
    mara.client.send({
      type: 'product.show',
      ...mine(),
      body: { name: 'Halden M2', url, price: 61_200, currency: 'USD' },
    });
    const link = kim.chat.panel.getByRole('link', { name: /Halden M2/ });
    await link.getByText('$612.00').waitFor();
    expect(await link.getAttribute('href')).toBe(url);
  });

  it('a file leaves when Send is pressed, and comes back as it was', async () => {
    // One pixel.
    const bytes = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await kim.chat.panel
      .getByLabel('Add a file')
      .setInputFiles({ name: 'Sériennummer.png', mimeType: 'image/png', buffer: bytes });
    await kim.chat.panel.getByRole('list', { name: 'Files to send' }).getByText('Sériennummer.png').waitFor();
    expect(ofKind('file')).toEqual([]);
    await kim.press(kim.chat.panel.getByRole('button', { name: 'Send', exact: true }));
    await mara.when('the file', () => ofKind('file').length === 1);
    const [entry] = ofKind('file');
    expect(entry?.body).toMatchObject({ name: 'Sériennummer.png', type: 'image/png', bytes: bytes.length, width: 1 });
    const link = kim.chat.panel.getByRole('link', { name: 'Open Sériennummer.png' });
    await link.waitFor();
    const answer = await kim.context.request.get((await link.getAttribute('href')) ?? '');
    expect(await answer.body()).toEqual(bytes);
    await kim.chat.panel.getByRole('list', { name: 'Files to send' }).waitFor({ state: 'detached' });
  });

  it('a card number never leaves the browser, and why is said', async () => {
    await kim.chat.say('It is 4111 1111 1111 1111');
    await kim.chat.panel.getByText(/We hid a card number/).waitFor();
    await mara.when('the words', () => ofKind('message').some(({ body }) => body.text.startsWith('It is')));
    expect(JSON.stringify(mara.view(conversation))).not.toMatch(/4111.1111/);
  });

  it('a rep points at a part of the page: the visitor agrees, a ring stands around it, Escape takes it away', async () => {
    await mara.client.command({ type: 'guide.look', ...mine() });
    const { targets } = await mara.until('the list', isTold('guide.listed'));
    const target = targets.find(({ role }) => role === 'link' || role === 'button');
    if (!target) throw new Error(`nothing to point at: ${JSON.stringify(targets)}`);
    mara.client.send({ type: 'guide.show', ...mine(), body: { target: target.target, name: target.name } });
    await kim.press(kim.chat.panel.getByRole('button', { name: 'Show me', exact: true }));
    await kim.page.getByText(`This is “${target.name}”.`).waitFor();
    await mara.when('that it is shown', () =>
      mara.frames.some((frame) => frame.type === 'guide.moved' && frame.state === 'shown'),
    );
    await kim.page.keyboard.press('Escape');
    await kim.page.getByText(`This is “${target.name}”.`).waitFor({ state: 'detached' });
  });

  it('the visitor’s language is spoken at once, and only that one is fetched', async () => {
    await kim.page.evaluate(() => (window as { Tillside?: { setLocale(to: string): void } }).Tillside?.setLocale('de'));
    await kim.page.getByRole('textbox', { name: 'Nachricht schreiben' }).waitFor();
    const fetched = await kim.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap(({ name }) => /assets\/([a-z]{2})-\w+\.js/.exec(name)?.[1] ?? []),
    );
    expect(fetched).toEqual(['de']);
    await kim.page.evaluate(() => (window as { Tillside?: { setLocale(to: string): void } }).Tillside?.setLocale('en'));
    await kim.chat.field.waitFor();
  });

  it('at its end the visitor rates it, once', async () => {
    const resolve = { type: 'engagement.resolve', ...mine(), disposition: 'Bought' } as const;
    expect(await mara.client.command(resolve)).toEqual({ isDone: true });
    const form = kim.chat.panel.getByRole('form', { name: 'How was this conversation?' });
    await kim.press(form.getByTitle('Very good'));
    await form.getByLabel(/Anything you would like to add/).fill('Quick and kind.');
    await kim.press(form.getByRole('button', { name: 'Send' }));
    await mara.when('the rating', () => ofKind('rating').length === 1);
    expect(ofKind('rating')[0]?.body).toMatchObject({ score: 5, comment: 'Quick and kind.' });
    await kim.chat.panel.getByText('You rated this conversation 5 out of 5.').waitFor();
    await form.waitFor({ state: 'detached' });
  });
});
