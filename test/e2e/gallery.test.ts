import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { buildingMs, serveGallery } from './support/serve-gallery.ts';
import type { GalleryServer } from './support/serve-gallery.ts';
import { languages, newStage, openStage, states } from './support/stage.ts';
import { findViolations } from './watch/axe.ts';
import { findFaintText } from './watch/colors.ts';
import { findMisfits } from './watch/misfits.ts';

let browser: Browser;
let server: GalleryServer;
let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serveGallery()]);
}, buildingMs);
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
  ({ page, complaints } = await newStage(context));
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

/** In these the language is changed as a shop's page may, without loading anew. */
const panels = states.filter(({ shows }) => shows === 'panel');
const others = states.filter(({ shows }) => shows !== 'panel');

/** At both sizes of text. */
async function misfitsNow(): Promise<readonly string[]> {
  const zoom = (factor: number): Promise<void> =>
    page.evaluate((to) => (window as { zoomText?(factor: number): void }).zoomText?.(to), factor);
  const at100 = await findMisfits(page);
  await zoom(2);
  const at200 = await findMisfits(page);
  await zoom(1);
  return [...at100, ...at200.map((misfit) => `with text twice as large, ${misfit}`)];
}

describe('at 320 px, in all languages, also with text twice as large, nothing is cut off, overlaps or is too small to hit', () => {
  it.each(panels)('[LG1] $name', async ({ name: state }) => {
    await openStage(page, server, { state });
    const found: Record<string, readonly string[]> = {};
    for (const lang of languages) {
      await page.evaluate(
        (to) => (window as { Tillside?: { setLocale(locale: string): void } }).Tillside?.setLocale(to),
        lang,
      );
      await page.waitForFunction(
        (short) =>
          document.querySelector('tillside-widget')?.shadowRoot?.querySelector('.ui')?.getAttribute('lang') === short,
        lang.slice(0, 2),
      );
      const misfits = await misfitsNow();
      if (misfits.length > 0) found[lang] = misfits;
    }
    expect(found).toEqual({});
  });

  it.each(others)('[LG1] $name', async ({ name: state }) => {
    const found: Record<string, readonly string[]> = {};
    for (const lang of languages) {
      await openStage(page, server, { state, lang });
      const misfits = await misfitsNow();
      if (misfits.length > 0) found[lang] = misfits;
    }
    expect(found).toEqual({});
  });
});

describe('at 390 px and at 1024 px, light and dark, axe finds nothing, and all text can be read', () => {
  it.each(states)('[LG2] $name', async ({ name: state }) => {
    const found: Record<string, readonly string[]> = {};
    for (const [width, theme, lang] of [
      [390, 'light', 'de'],
      [1024, 'dark', 'ar'],
    ] as const) {
      await page.setViewportSize({ width, height: 760 });
      await openStage(page, server, { state, theme, lang });
      // Of colours axe says nothing where things lie over one another, which a panel does: they are reckoned from what is computed.
      const said = await findViolations(page, 'tillside-widget,tillside-invitation', ['color-contrast']);
      const violations = [...said, ...(await findFaintText(page))];
      if (violations.length > 0) found[`${width} ${theme} ${lang}`] = violations;
    }
    expect(found).toEqual({});
  });
});
