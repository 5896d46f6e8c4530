import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { connectRep } from '../helpers/parties.ts';
import type { TestRep } from '../helpers/parties.ts';
import { newShopper } from '../helpers/shopper.ts';
import { somebodyThere } from './support/somebody-there.ts';

let demo: Demo;
let mara: TestRep;
let browser: Browser;

beforeAll(async () => {
  demo = await startDemo('sqlite');
  mara = await connectRep({ url: demo.consoleNode.url, email: 'mara@halden.example', password: 'tillside-demo' });
  await mara.client.command({ type: 'status.set', status: 'available' });
  await somebodyThere(demo.shopNode.url, 'site_halden');
  browser = await launchBrowser();
});
afterAll(async () => {
  mara.client.close();
  await browser.close();
  await demo.stop();
});

const linkTo = async (url: string) =>
  (await demo.cli('site', 'preview-link', 'site_halden', '--url', url)).split('\n')[0] ?? '';

describe('a preview address', () => {
  it('[PV2] [PV3] [PV4] shows what rules see, invites at a press, forgets, and counts nowhere', async () => {
    const kim = await newShopper(browser, { shop: demo.shopNode.shop });
    const { page } = kim;
    // The shopper of this browser was here before, and is somebody.
    await kim.acceptCookies();
    await kim.press(kim.chat.launcher);
    await kim.chat.say('Hello');
    await kim.chat.panel.getByText('Hello').waitFor();
    const credential = () => page.evaluate(() => localStorage.getItem('tillside:site_halden:credential'));
    await expect.poll(credential).toBeTruthy();
    const before = await credential();

    await page.goto(await linkTo(`${demo.shopNode.shop}cart.html`));
    const strip = page.getByRole('complementary', { name: 'Tillside preview' });
    await strip.getByText('Preview: nothing here is counted').waitFor();
    expect(page.url()).toBe(`${demo.shopNode.shop}cart.html`);
    await strip
      .getByText(/it has to be/)
      .first()
      .waitFor();
    await page.evaluate(() => globalThis.Tillside.consent('granted'));
    await strip.getByText('Consent: functional and analytics').waitFor();

    const show = strip.getByRole('button', { name: /^Show this invitation/ }).first();
    await expect.poll(() => show.isEnabled()).toBe(true);
    await show.click();
    await kim.chat.invitation.waitFor();
    await strip.getByText(/Socket: up/).waitFor();
    await kim.chat.invitation.getByRole('button').first().click();
    await mara.when('a ring that says what it is', () =>
      mara.mine().some((item) => item.isPreview === true && item.visitor.startsWith('vis_preview_')),
    );
    const shopper = mara
      .mine()
      .concat(mara.frames.flatMap((frame) => (frame.type === 'floor.changed' ? frame.queue : [])));
    expect(shopper.some((item) => item.isPreview !== true)).toBe(true);

    await strip.getByRole('button', { name: 'Forget my answers' }).click();
    await page.waitForFunction(() => localStorage.getItem('tillside:preview:site_halden:credential') === null);
    await strip.getByText('Preview: nothing here is counted').waitFor();
    expect(await credential()).toBe(before);
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
    // On the next page too, also where the shop gives the tab a name of its own.
    await page.evaluate(() => void (window.name = 'shop'));
    await page.waitForFunction(() => window.name.startsWith('shop#tillside='));
    await page.goto(`${demo.shopNode.shop}index.html`);
    await strip.getByText('Preview: nothing here is counted').waitFor();

    const activity = await fetch(`${demo.consoleNode.url}/v1/console/sites/site_halden/activity`, {
      headers: { cookie: mara.cookie },
    });
    const { items } = (await activity.json()) as { items: { visitor?: string; isPreview?: true }[] };
    const tried = items.filter(({ visitor }) => visitor?.startsWith('vis_preview_'));
    expect(tried.length).toBeGreaterThan(0);
    expect(tried.every(({ isPreview }) => isPreview === true)).toBe(true);
    await kim.close();
  });

  it('[PV6] is nothing to shoppers: not a byte of it is fetched', async () => {
    const kim = await newShopper(browser, { shop: demo.shopNode.shop });
    const asked: string[] = [];
    kim.page.on('request', (request) => asked.push(request.url()));
    await kim.acceptCookies();
    await kim.press(kim.chat.launcher);
    await kim.chat.panel.waitFor();
    expect(asked.some((url) => url.includes('/loader.js'))).toBe(true);
    expect(asked.filter((url) => url.includes('preview'))).toEqual([]);
    await kim.close();
  });
});
