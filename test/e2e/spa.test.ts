import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { launchBrowserWithPageCache } from '../helpers/browser.ts';
import { connectRep } from '../helpers/parties.ts';
import type { TestRep } from '../helpers/parties.ts';
import { watchSockets } from './support/sockets.ts';
import { fieldOf, launcherOf, panelOf } from './support/halden.ts';
import { ask, end, focused, go, pagesOf, said } from './support/spa-shop.ts';
import type { SpaShop } from './support/spa-shop.ts';
import { spaPage } from './support/spa-pages.ts';
import { useOwnPages } from './support/use-own-pages.ts';
import type { OpenOptions } from './support/use-own-pages.ts';

const DWELL_MS = 4_000;
/** Asks for the number of pages, and invites who stays on the pages of one path. */
const playbook = {
  rules: [
    {
      id: 'stays',
      name: 'Stays on the page',
      on: [{ signal: 'page_dwell', afterMs: DWELL_MS }],
      when: { 'visit.pages': { $gt: 0 }, 'page.path': { $in: ['/timed', '/timed-too'] } },
      invite: { text: { en: 'Still looking?' }, timeToLiveMs: 60_000 },
    },
  ],
};

let mara: TestRep;
const shop = useOwnPages(async ({ demo }) => {
  mara = await connectRep({ url: demo.consoleNode.url, email: 'mara@halden.example', password: 'tillside-demo' });
  await mara.client.command({ type: 'status.set', status: 'available' });
}, playbook);
afterAll(() => mara.client.close());

const GRANTED = 'data-consent="granted"';

const visit = async (name: string, more = GRANTED, options: OpenOptions = {}) =>
  shop.open(await spaPage(name, shop.tag(more)), options);

/** One widget, its panel open, the draft in it and the focus behind its last letter. */
const expectAsItWas = async (page: Page, draft: string): Promise<void> => {
  expect(await page.locator('tillside-widget').count()).toBe(1);
  expect(await panelOf(page).isVisible()).toBe(true);
  expect(await focused(page)).toBe(draft);
};

describe('a shop that becomes another page without loading one', () => {
  it.each([
    ['pushes to the history', 'history-push', 4],
    ['replaces in the history', 'history-replace', 3],
    ['names its pages after #', 'hash', 4],
    ['navigates by the Navigation API', 'navigation-api', 4],
    ['writes its body anew', 'body-html', 4],
    ['swaps head and body as Turbo does', 'turbo', 4],
    ['swaps the document within a view transition as Astro does', 'astro', 4],
    ['puts another head and body in place of all that is there', 'document-children', 4],
    ['puts another document in place', 'document-element', 4],
  ])('[PG6] %s: panel, draft, focus and conversation stay, and each page counts once', async (_, name, count) => {
    const { page, complaints } = await visit(name);
    const answer = await ask(mara, page, 'Does it float?');
    await page.keyboard.type('And if');
    await go(page, '/second');
    await page.getByRole('heading', { name: '/second' }).waitFor();
    await expect.poll(() => focused(page)).toBe('And if');
    await expectAsItWas(page, 'And if');
    await page.keyboard.type(' it rains');
    await go(page, '/third');
    await page.getByRole('heading', { name: '/third' }).waitFor();
    await expect.poll(() => focused(page)).toBe('And if it rains');
    if (count > 3) {
      await page.evaluate(() => history.back());
      await page.getByRole('heading', { name: '/second' }).waitFor();
      await expect.poll(() => focused(page)).toBe('And if it rains');
    }
    await expectAsItWas(page, 'And if it rains');
    await expect.poll(() => pagesOf(page)).toBe(count);
    answer('It does.');
    await panelOf(page).getByText('It does.').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => said(page)).toEqual(['Does it float?', 'It does.', 'And if it rains']);
    expect(complaints).toEqual([]);
    await end(mara);
  });

  it('[LO2] a tag that runs again with every page is no mistake, and the widget is the same', async () => {
    const { page, complaints } = await visit('turbo-tag');
    await launcherOf(page).click();
    await fieldOf(page).click();
    await page.keyboard.type('half a sen');
    await go(page, '/second');
    await go(page, '/third');
    await expect.poll(() => focused(page)).toBe('half a sen');
    await page.keyboard.type('tence');
    await expectAsItWas(page, 'half a sentence');
    await expect.poll(() => pagesOf(page)).toBe(3);
    expect(complaints).toEqual([]);
  });

  it('[LC3] React takes the document over and draws it anew: the widget comes back as it was', async () => {
    const { page, complaints } = await visit('react');
    await launcherOf(page).click();
    await fieldOf(page).click();
    await page.keyboard.type('half a sen');
    expect(await page.evaluate(() => (window as unknown as SpaShop).hydrate())).toBe(true);
    await expect.poll(() => focused(page)).toBe('half a sen');
    await go(page, '/second');
    await page.getByRole('heading', { name: '/second' }).waitFor();
    await page.keyboard.type('tence');
    await expectAsItWas(page, 'half a sentence');
    await expect.poll(() => pagesOf(page)).toBe(2);
    expect(complaints).toEqual([]);
  });

  it('[LC3] before there is consent the launcher comes back with the next page, and opens the panel', async () => {
    const { page, complaints } = await visit('document-children', '');
    await launcherOf(page).waitFor();
    await go(page, '/second');
    await launcherOf(page).click();
    await panelOf(page).waitFor();
    expect(await page.locator('tillside-widget').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('[PG6] what a rule waits for on a page begins anew with the next', async () => {
    const { page } = await visit('turbo', GRANTED, { path: '/timed' });
    await launcherOf(page).waitFor();
    await page.waitForFunction((ms) => performance.now() > ms, DWELL_MS / 2);
    const left = Date.now();
    await go(page, '/timed-too');
    await page.getByRole('region', { name: /^Message from/ }).waitFor();
    expect(Date.now() - left).toBeGreaterThanOrEqual(DWELL_MS);
  });
});

describe('a page that wants the widget gone', () => {
  it('[LC3] has its will after a few times, and one warning', async () => {
    const { page, complaints } = await visit('cleaner');
    await launcherOf(page).click();
    await panelOf(page).waitFor();
    await go(page, 'away');
    await expect.poll(() => complaints).toEqual([expect.stringContaining('<tillside-widget> away again and again')]);
    expect(await page.evaluate(() => (window as unknown as SpaShop).taken)).toBe(4);
    expect(await page.locator('tillside-widget').count()).toBe(0);
  });

  it('[LC3] has it at once where it looks at every change, and no page is fought over', async () => {
    const { page, complaints } = await visit('cleaner-at-once');
    await page.waitForFunction(() => (window as unknown as SpaShop).taken > 0);
    for (const path of ['/second', '/third', '/fourth']) await go(page, path);
    await page.getByRole('heading', { name: '/fourth' }).waitFor();
    expect(await page.evaluate(() => (window as unknown as SpaShop).taken)).toBeLessThan(20);
    expect(await page.locator('tillside-widget').count()).toBe(0);
    expect(complaints.filter((text) => !text.includes('away again and again'))).toEqual([]);
  });
});

describe('a page that the browser puts aside', () => {
  it('[PG6] comes back with panel, draft and what was said meanwhile, over one socket', async () => {
    const cached = await launchBrowserWithPageCache();
    try {
      const { page, complaints } = await visit('history-push', GRANTED, { browser: cached });
      const sockets = watchSockets(page.context());
      const answer = await ask(mara, page, 'Is it there?');
      await page.keyboard.type('half a sentence');
      await page.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => (document.title = `kept: ${String(persisted)}`));
        location.href = '/elsewhere';
      });
      await page.waitForURL(/elsewhere/);
      // An open panel is open on the next page too.
      await panelOf(page).getByText('Is it there?').waitFor();
      answer('It is.');
      await panelOf(page).getByText('It is.').waitFor();
      await page.evaluate(() => history.back());
      await expect.poll(() => page.title()).toBe('kept: true');
      await panelOf(page).getByText('It is.').waitFor();
      expect(await fieldOf(page).inputValue()).toBe('half a sentence');
      expect(await said(page)).toEqual(['Is it there?', 'It is.']);
      await expect.poll(() => sockets.open().length).toBe(1);
      expect(complaints).toEqual([]);
    } finally {
      await cached.close();
      await end(mara);
    }
  });
});

describe('an open panel', () => {
  it('[UI18] [WD6] takes another theme and another language, with its draft and its focus', async () => {
    const { page, complaints } = await visit('history-push');
    await launcherOf(page).click();
    await fieldOf(page).click();
    await page.keyboard.type('half a sentence');
    const ground = () => page.locator('.panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
    const side = async () => ((await page.locator('.panel').boundingBox())?.x ?? 0) > 640;
    const setTheme = (theme: string) =>
      page.evaluate((to) => (window as unknown as SpaShop).Tillside.setTheme(to), theme);
    const setLocale = (locale: string) =>
      page.evaluate((to) => (window as unknown as SpaShop).Tillside.setLocale(to), locale);
    const light = await ground();
    await setTheme('dark');
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    expect(await focused(page)).toBe('half a sentence');
    await setTheme('auto');
    await expect.poll(ground).toBe(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(ground).toBe(dark);

    expect(await side()).toBe(true);
    await setLocale('ar');
    await expect.poll(() => page.locator('.ui').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('.ui').getAttribute('lang')).toBe('ar');
    expect(await focused(page)).toBe('half a sentence');
    await setLocale('de');
    await page.getByRole('textbox', { name: 'Nachricht schreiben' }).waitFor();
    expect(await page.locator('.ui').getAttribute('dir')).toBe('ltr');
    expect(await focused(page)).toBe('half a sentence');
    expect(complaints).toEqual([]);
  });
});

describe('a page with something over everything', () => {
  const overlay = `<style>#over { position: fixed; inset: 0; z-index: 5000; background: #fffd; }</style><div id="over"></div>`;
  /** What is pressed where the launcher is. */
  const hit = (page: Page) =>
    page.evaluate(() => {
      const at = document.elementFromPoint(innerWidth - 48, innerHeight - 48);
      return at?.id || at?.localName;
    });

  it('[LC4] the widget is as high as data-z-index says: above it, with button and panel to be pressed', async () => {
    const { page } = await visit('history-push', `${GRANTED} data-z-index="5001"`);
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), overlay);
    await launcherOf(page).click();
    await fieldOf(page).click();
    await page.keyboard.type('above');
    await panelOf(page).getByRole('button', { name: 'Close' }).click();
    await panelOf(page).waitFor({ state: 'hidden' });
    expect(await hit(page)).toBe('tillside-widget');
  });

  it('[LC4] or below it, where the shop wants that', async () => {
    const { page } = await visit('history-push', `${GRANTED} data-z-index="4999"`);
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), overlay);
    await launcherOf(page).waitFor();
    expect(await hit(page)).toBe('over');
  });
});
