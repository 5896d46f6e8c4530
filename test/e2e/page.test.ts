import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import { launcherOf } from './support/halden.ts';
import { useOwnPages } from './support/use-own-pages.ts';
import { watchComplaints } from './watch/complaints.ts';
import { readLayoutShifts, watchLayoutShifts } from './watch/layout-shifts.ts';

let mara: Desk;
const shop = useOwnPages(async ({ browser, demo }) => {
  mara = await newDesk(browser, { url: demo.consoleNode.url, email: 'mara@halden.example' });
});
const { open, tag } = shop;

/** Chromium's own line about an answer that is not 2xx: nobody can keep it from saying that. */
const ofOurs = (complaints: readonly string[]) =>
  complaints.filter((text) => !text.startsWith('Failed to load resource'));

describe.each([
  ['desktop', false],
  ['phone', true],
])('the shop’s page, %s', (_, isPhone) => {
  it('has no complaint, moves nothing and finds nothing of ours but one element and one name', async () => {
    const kim = await newShopper(shop.browser, { shop: shop.demo.shopNode.shop, isPhone });
    shop.keep(kim.context);
    const complaints = watchComplaints(kim.context);
    await watchLayoutShifts(kim.context);
    const { page, chat, press } = kim;
    await kim.acceptCookies();
    await kim.putCameraInCart();
    await kim.toCheckout();
    await page.getByRole('heading', { name: 'Contact and address' }).waitFor();

    const bare = await kim.newBareTab('checkout.html');
    const readNames = (of: Page) => of.evaluate(() => Object.getOwnPropertyNames(window));
    const readElements = (of: Page) =>
      of.evaluate(() =>
        [...document.querySelectorAll('html > *, head > *, body > *')].map(({ nodeName, id }) => nodeName + id),
      );
    const shiftsBefore = await readLayoutShifts(page);
    await page.bringToFront();
    if (!isPhone) {
      await kim.leaveThroughTheTop();
      await press(chat.invitation.getByRole('button', { name: 'Chat now' }));
    } else await press(chat.launcher);
    await chat.say('Does it come with a strap?');
    await mara.answer();
    await mara.reply('It does, a leather one.');
    await chat.panel.getByText('It does, a leather one.').waitFor();
    await mara.putForward(/Free express shipping/);
    await press(chat.panel.getByRole('button', { name: 'Apply to my order' }));
    await chat.panel.getByText('Applied', { exact: true }).waitFor();

    const names = await readNames(bare);
    expect((await readNames(page)).filter((name) => !names.includes(name))).toEqual(['Tillside']);
    const elements = await readElements(bare);
    expect((await readElements(page)).filter((name) => !elements.includes(name))).toEqual(['TILLSIDE-WIDGET']);
    await mara.log.getByText('The visitor applied HALDEN-EXPRESS').waitFor();
    expect(await readLayoutShifts(page)).toEqual(shiftsBefore);
    // Less room, as an on-screen keyboard leaves it: what was said last stays in sight.
    const { width } = page.viewportSize()!;
    await page.setViewportSize({ width, height: 400 });
    const isLastInSight = async (): Promise<boolean> => {
      const log = await chat.panel.getByRole('log').boundingBox();
      const last = await chat.panel.getByText('Applied', { exact: true }).boundingBox();
      return last!.y >= log!.y && last!.y + last!.height <= log!.y + log!.height;
    };
    await expect.poll(isLastInSight).toBe(true);
    await press(chat.panel.getByRole('button', { name: 'Close the chat' }));
    await mara.resolve('Bought');
    expect(complaints).toEqual([]);
  });
});

describe('a page that has the tag', () => {
  it('twice is warned once, and has one widget', async () => {
    const { page, complaints } = await open(tag() + tag());
    await launcherOf(page).click();
    await page.getByRole('dialog', { name: 'Chat with Halden' }).waitFor();
    expect(await page.locator('tillside-widget').count()).toBe(1);
    expect(complaints).toEqual([expect.stringMatching(/^Tillside: .*twice/)]);
  });

  it('of a site that the relay does not know is told so, in one line', async () => {
    const { page, complaints } = await open(tag('', 'site_nowhere'));
    await expect
      .poll(() => ofOurs(complaints))
      .toEqual([
        'Tillside: There is no site "site_nowhere" on this relay. Check data-site in the script tag; "tillside site snippet" prints it.',
      ]);
    expect(await page.locator('tillside-widget').count()).toBe(0);
  });

  it('of a site that does not list its origin is told so, in one line', async () => {
    const origin = shop.pages.origins[1];
    const { page, complaints } = await open(tag(), { origin });
    await expect
      .poll(() => ofOurs(complaints))
      .toEqual([
        `Tillside: site_halden does not list the origin ${origin}. Add it to "origins" in the site file and apply it: tillside site apply FILE.`,
      ]);
    expect(await page.locator('tillside-widget').count()).toBe(0);
  });
});

describe('a page with a strict policy', async () => {
  /** As docs/sdk.md says it, word for word. */
  const documented = /^script-src .*$/m.exec(
    await readFile(join(import.meta.dirname, '../../docs/sdk.md'), 'utf8'),
  )?.[0];
  const trusted = "require-trusted-types-for 'script'; trusted-types 'none'";
  const NONCE = "'nonce-r4nd0m' 'strict-dynamic'";
  /** That policy and nothing else, but for the icon, which the page asks itself for. */
  const policyOf = (scripts?: string): string => {
    const relay = shop.demo.consoleNode.url;
    const said = `${documented}`
      .replaceAll('https://chat.shop.example', relay)
      .replaceAll('wss://chat.shop.example', relay.replace('http', 'ws'))
      .replace('img-src', "img-src 'self'");
    return `default-src 'none'; ${scripts ? said.replace(/script-src [^;]*/, `script-src ${scripts}`) : said}`;
  };
  it.each([
    ['by origin', '', () => policyOf()],
    ['by nonce', 'nonce="r4nd0m"', () => policyOf(NONCE)],
    ['and no text as code', '', () => trusted],
    ['by origin, and no text as code', '', () => `${policyOf()}; ${trusted}`],
    ['by nonce, and no text as code', 'nonce="r4nd0m"', () => `${policyOf(NONCE)}; ${trusted}`],
  ])('that allows the script %s has a chat that works', async (_, attribute, policy) => {
    expect(documented).toContain('https://chat.shop.example');
    const { page, complaints } = await open(tag(attribute), { policy: policy() });
    await launcherOf(page).click();
    const panel = page.getByRole('dialog', { name: 'Chat with Halden' });
    await panel.getByRole('textbox').click();
    await page.keyboard.type('Anybody there? https://example.com/a');
    await page.keyboard.press('Enter');
    await mara.answer();
    await mara.reply('Always.');
    await panel.getByText('Always.').waitFor();
    // It looks as it should: the panel's own sheet is in force, and the rep's picture is there.
    expect(await panel.evaluate((element) => getComputedStyle(element).position)).toBe('fixed');
    const picture = panel.locator('header img').first();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
      .toBe(true);
    expect(complaints).toEqual([]);
    await mara.resolve('Question answered');
  });
});
