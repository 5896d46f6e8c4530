import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { languages, states } from './support/stage.ts';
import { useStage } from './support/use-stage.ts';
import { findViolations } from './watch/axe.ts';
import { findFaintText } from './watch/colors.ts';
import { findMisfits } from './watch/misfits.ts';

const stage = useStage({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
let page: Page;
beforeEach(() => {
  ({ page } = stage);
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
    await stage.open({ state });
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
      await stage.open({ state, lang });
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
      await stage.open({ state, theme, lang });
      // Of colours axe says nothing where things lie over one another, which a panel does: they are reckoned from what is computed.
      const said = await findViolations(page, 'tillside-widget,tillside-invitation', ['color-contrast']);
      const violations = [...said, ...(await findFaintText(page))];
      if (violations.length > 0) found[`${width} ${theme} ${lang}`] = violations;
    }
    expect(found).toEqual({});
  });
});
