import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { changeSite } from './support/change-site.ts';
import { readNotices, watchNotices } from './watch/notices.ts';

/** The red of a ringing tab's dot. */
const ringing = /fill%3D%22%23c8321f%22/;
const lineOfNotices = 'Notifications are off: a ring behind another window would go unseen.';
const lineOfSound = 'Sound is off: you would not hear a ring.';

let browser: Browser;
let demo: Demo;
let mara: Desk;
let shopper: Shopper | undefined;
const sit = (name: string, prepare: NonNullable<Parameters<typeof newDesk>[1]['prepare']> = async () => undefined) =>
  newDesk(browser, { url: demo.consoleNode.url, email: name, prepare });
beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo('sqlite');
  mara = await sit('mara@halden.example');
});
afterEach(async () => {
  await shopper?.close();
  shopper = undefined;
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** A shopper on the cart page who has just asked something. */
const ask = async (text: string): Promise<Shopper> => {
  shopper = await newShopper(browser, { shop: demo.shopNode.shop });
  await shopper.acceptCookies();
  await shopper.putCameraInCart();
  await shopper.press(shopper.chat.launcher);
  await shopper.chat.say(text);
  return shopper;
};
const favicon = ({ page }: Desk) => page.locator('link[rel=icon]').getAttribute('href');

/** Every ring of the shop's own team is over after this long. */
const shortenRings = async (ringTimeoutMs: number): Promise<void> => {
  const said = await changeSite(demo, 'site_halden', (site) => ({
    ...site,
    teams: site.teams.map((team) => (team.id === 'team_halden' ? { ...team, ringTimeoutMs } : team)),
  }));
  expect(said).toContain('Applied 1 change to site_halden.');
};

describe('a ring', () => {
  it('is in title and icon, beside a loud line while it could go unheard or unseen; the first press answers it', async () => {
    const { page } = mara;
    const quiet = await favicon(mara);
    expect(quiet).not.toMatch(ringing);
    expect(await page.title()).toBe('Tillside');
    await page.reload();
    await page.getByRole('alert').getByText(lineOfNotices).waitFor();
    // Nobody has touched the page since it was loaded: browsers keep it silent.
    await page.getByRole('alert').getByText(lineOfSound).waitFor();
    await ask('Is it in stock?');
    await mara.ring.waitFor();
    await expect.poll(() => page.title()).toBe('Ringing · Halden · $612.00');
    await expect.poll(() => favicon(mara)).toMatch(ringing);
    expect(await page.getByText(lineOfSound).isVisible()).toBe(true);

    // Pressed as long as a hand presses. The line about sound goes with the first touch; the press still lands.
    await mara.ring.click({ delay: 150 });
    await mara.log.getByText('Is it in stock?').waitFor();
    await page.getByText(lineOfSound).waitFor({ state: 'detached' });
    await expect.poll(() => page.title()).toBe('Tillside');
    await expect.poll(() => favicon(mara)).toBe(quiet);
    expect(await page.getByText(lineOfNotices).isVisible()).toBe(true);
    await mara.resolve('Question answered');
  });

  it('is a desktop notification where those are allowed, gone once it is answered, which Enter does', async () => {
    await mara.setStatus('Away');
    const jonas = await sit('jonas@halden.example', watchNotices);
    await jonas.page.getByText('All quiet').waitFor();
    expect(await jonas.page.getByText(lineOfNotices).count()).toBe(0);
    await ask('Does it film?');
    await jonas.ring.waitFor();
    const notice = {
      title: 'Halden: a shopper waits for you',
      body: '$612.00 in the cart · /shop/cart.html',
    };
    const shown = async () => (await readNotices(jonas.page)).filter(({ isClosed }) => !isClosed);
    await expect.poll(shown).toMatchObject([{ ...notice, isClosed: false }]);
    await jonas.page.keyboard.press('Enter');
    await jonas.log.getByText('Does it film?').waitFor();
    await expect.poll(shown).toEqual([]);
    await jonas.resolve('Question answered');
    await jonas.close();
    await mara.setStatus('Available');
  });

  it('of a chat that was begun while nobody was there comes once somebody is, and once only', async () => {
    await mara.setStatus('Away');
    shopper = await newShopper(browser, { shop: demo.shopNode.shop });
    const { page, chat, press } = shopper;
    // A site without mail offers no message to be answered later: what is written waits in the queue.
    await page.route('**/boot', async (route) => {
      const answer = await route.fetch();
      const { mail: _, ...boot } = (await answer.json()) as Record<string, unknown>;
      await route.fulfill({ response: answer, json: boot });
    });
    await shopper.acceptCookies();
    await press(page.getByRole('button', { name: 'Leave Halden a message' }));
    await chat.say('Please keep one M2 for me.');
    await chat.panel.getByText('Your message is kept.').waitFor();
    expect(await mara.ring.count()).toBe(0);
    await mara.setStatus('Available');
    await mara.ring.waitFor();
    await mara.answer();
    await mara.log.getByText('Please keep one M2 for me.').waitFor();
    await chat.panel.getByText('Mara is here').waitFor();
    await mara.reply('One is set aside.');
    await chat.panel.getByText('One is set aside.').waitFor();
    expect(await mara.page.getByRole('button', { name: /^Answer/ }).count()).toBe(0);
    expect(await mara.log.getByText('Please keep one M2 for me.').count()).toBe(1);
    await mara.resolve('Question answered');
  });

  it('that nobody answers moves on, one that is passed on too: to the next rep, then to the next team', async () => {
    await shortenRings(5_000);
    const [jonas, theo] = await Promise.all([sit('jonas@halden.example'), sit('theo@tideline.example')]);
    const { chat } = await ask('Can I pick it up?');
    const own = [mara, jonas];
    const rings = () => Promise.all(own.map(({ ring }) => ring.count()));
    let found: readonly number[] = [];
    await expect.poll(async () => (found = await rings()).toSorted()).toEqual([0, 1]);
    const [first, second] = [own[found.indexOf(1)]!, own[found.indexOf(0)]!];
    await first.page.getByText(/^Moves on in [0-5] s/).waitFor();

    await second.ring.waitFor();
    await first.page.getByText('You did not answer in time.').waitFor();
    expect(await first.ring.count()).toBe(0);
    await second.page.getByRole('button', { name: 'Pass on' }).click();
    await theo.page.getByRole('article', { name: 'A conversation rings: Halden' }).waitFor();
    expect(await rings()).toEqual([0, 0]);
    await chat.panel.getByText('Theo will be with you in a moment.').waitFor();
    await theo.page.keyboard.press('Enter');
    await theo.log.getByText('Can I pick it up?').waitFor();
    await chat.panel.getByText('Theo is here').waitFor();
    await Promise.all([jonas.close(), theo.close()]);
  });
});
