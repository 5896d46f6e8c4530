import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { textOn } from '@tillside/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { useStage } from './support/use-stage.ts';
import { contrast, paintedOn } from './watch/colors.ts';

const stage = useStage({ viewport: { width: 1024, height: 760 }, reducedMotion: 'reduce' });
let page: Page;
beforeEach(() => {
  ({ page } = stage);
});

const root = join(import.meta.dirname, '..', '..');
const docs = await readFile(join(root, 'docs/theming.md'), 'utf8');
/** The names in the first column of the tables. */
const documented = (name: RegExp): string[] =>
  [...docs.matchAll(/^\| `([^`]+)`/gm)].flatMap(([, it = '']) => (name.test(it) ? [it] : [])).toSorted();
const properties = documented(/^--tillside-/);
const parts = documented(/^[a-z]+$/).filter((name) => !['auto', 'light', 'dark'].includes(name));

/** One of everything: the invitation's parts are in one state, the panel's in another, the badge in a third. */
const places = ['invitation-card', 'talking', 'launcher-unread'] as const;
const find = (selector: string) => page.locator(`tillside-widget ${selector}`).first();
/** As the page's own style sheet would. */
const style = (css: string): Promise<void> =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);
const computed = (selector: string, property: string): Promise<string> =>
  find(selector).evaluate((it, name) => getComputedStyle(it).getPropertyValue(name), property);

describe('what a shop may theme', () => {
  it('[TH1] documents every custom property that the sheets read, and no other', async () => {
    await stage.open({ state: 'invitation-card' });
    const read = new Set<string>();
    for (const state of places) {
      await stage.open({ state });
      const names = await page.evaluate(() =>
        [...(document.querySelector('tillside-widget')?.shadowRoot?.adoptedStyleSheets ?? [])].flatMap((sheet) =>
          [...sheet.cssRules].flatMap(({ cssText }) => cssText.match(/--tillside-[a-z]+/g) ?? []),
        ),
      );
      names.forEach((name) => read.add(name));
    }
    expect([...read].toSorted()).toEqual(properties);
  });

  it.each([
    ['--tillside-font', 'monospace', 'talking', '.panel', 'font-family', /^monospace/],
    ['--tillside-radius', '3px', 'talking', '.panel', 'border-start-start-radius', /^3px$/],
    ['--tillside-radius', '3px', 'invitation-card', '.card', 'border-start-start-radius', /^3px$/],
    ['--tillside-side', '77px', 'talking', '.panel', 'right', /^77px$/],
    ['--tillside-side', '77px', 'launcher', '.launcher', 'right', /^77px$/],
    ['--tillside-bottom', '55px', 'launcher', '.launcher', 'bottom', /^55px$/],
    ['--tillside-bottom', '55px', 'invitation-card', '.card', 'bottom', /^127px$/],
    ['--tillside-surface', 'rgb(1, 2, 3)', 'talking', '.panel', 'background-color', /^rgb\(1, 2, 3\)$/],
    ['--tillside-text', 'rgb(1, 2, 3)', 'invitation-card', '.ask', 'color', /^rgb\(1, 2, 3\)$/],
    ['--tillside-muted', 'rgb(1, 2, 3)', 'invitation-card', '.who', 'color', /^rgb\(1, 2, 3\)$/],
  ] as const)('[TH1] %s: %s is heard in %s at %s', async (name, value, state, selector, property, said) => {
    expect(properties).toContain(name);
    for (const theme of ['light', 'dark'] as const) {
      await stage.open({ state, theme });
      expect(await computed(selector, property)).not.toMatch(said);
      await style(`:root { ${name}: ${value} }`);
      expect(await computed(selector, property)).toMatch(said);
    }
  });

  it('[TH2] documents every part, and each is there to be styled', async () => {
    const named = new Set<string>();
    const styled = new Set<string>();
    for (const state of places) {
      await stage.open({ state });
      await style(parts.map((part) => `tillside-widget::part(${part}) { outline: 3px dotted red }`).join(''));
      const found = await page
        .locator('tillside-widget [part]')
        .evaluateAll((elements) =>
          elements.map((it) => ({ part: it.getAttribute('part') ?? '', outline: getComputedStyle(it).outlineStyle })),
        );
      for (const { part, outline } of found) {
        named.add(part);
        if (outline === 'dotted') styled.add(part);
      }
    }
    expect([...named].toSorted()).toEqual(parts);
    expect([...styled].toSorted()).toEqual(parts);
  });
});

/** Bright, dark, grey, and those in the middle where neither black nor white is at ease. */
const accents = ['#1f5f5b', '#ffd400', '#000000', '#ffffff', '#ff0000', '#777777', '#00a0ff', '#0b0b3b', '#7fff7f'];

describe('whatever accent a site chooses', () => {
  it.each(accents)('[TH3] %s can be read and seen in both themes', async (accent) => {
    for (const theme of ['light', 'dark'] as const) {
      const look = { theme, accent, 'on-accent': textOn(accent) };
      const expectAtLeast = async (ratio: number, selector: string, ...of: [string, string]): Promise<void> => {
        const [front, ground] = await paintedOn(page, `tillside-widget ${selector}`, of);
        expect(contrast(front, ground), `${selector} in ${theme}: ${front} on ${ground}`).toBeGreaterThanOrEqual(ratio);
      };
      await stage.open({ state: 'invitation-card', ...look });
      await expectAtLeast(3, '.launcher', 'color', 'background-color');
      await expectAtLeast(4.5, '.answers button', 'color', 'ground');
      await expectAtLeast(3, '.answers button', 'box-shadow', 'ground');
      await expectAtLeast(4.5, '.who', 'color', 'ground');
      await expectAtLeast(3, '.card .icon', 'color', 'ground');
      await stage.open({ state: 'talking', ...look });
      await expectAtLeast(4.5, 'header h2', 'color', 'ground');
      await expectAtLeast(4.5, '.own .bubble', 'color', 'background-color');
      await expectAtLeast(4.5, '.message:not(.own) .bubble a', 'color', 'ground');
      await expectAtLeast(4.5, '.state', 'color', 'ground');
      await expectAtLeast(3, 'textarea', 'border-top-color', 'ground');
    }
  });
});

/** Where everything is and what it looks like. */
const portrait = () =>
  page.evaluate(() =>
    [...(document.querySelector('tillside-widget')?.shadowRoot?.querySelectorAll('*') ?? [])].flatMap((it) => {
      const { x, y, width, height } = it.getBoundingClientRect();
      // What takes no room stands wherever the page ends; so does what is only said.
      if (width * height < 2) return [];
      const {
        color,
        backgroundColor,
        fontFamily,
        fontSize,
        fontWeight,
        letterSpacing,
        textTransform,
        cursor,
        visibility,
      } = getComputedStyle(it);
      const { lineHeight, textAlign, opacity, filter, pointerEvents, wordSpacing, userSelect } = getComputedStyle(it);
      return {
        what: `${it.localName}.${it.getAttribute('class')}`,
        place: [x, y, width, height].map(Math.round).join(' '),
        look: [color, backgroundColor, fontFamily, fontSize, fontWeight, letterSpacing, textTransform, cursor].join(
          ' ',
        ),
        more: [lineHeight, textAlign, opacity, filter, pointerEvents, wordSpacing, userSelect, visibility].join(' '),
      };
    }),
  );

describe('on a page whose style sheet resets, rotates and hides everything, under layers of 999,999,999', () => {
  it.each(['launcher-unread', 'invitation-card', 'invitation-bar', 'talking'])(
    '[TH4] %s looks as it always does',
    async (state) => {
      await stage.open({ state, theme: 'light' });
      const before = await portrait();
      await stage.open({ state, theme: 'light', css: 'hostile' });
      // The page's sheet is there, and does what it does.
      expect(await page.locator('h1').isVisible()).toBe(false);
      expect(await portrait()).toEqual(before);
      // Above all layers, and to be pressed.
      const top = await page.evaluate(() => {
        const box = document
          .querySelector('tillside-widget')
          ?.shadowRoot?.querySelector('.launcher')
          ?.getBoundingClientRect();
        return box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.localName;
      });
      expect(top).toBe('tillside-widget');
    },
  );
});

describe('in a language that is written from right to left', () => {
  it('[TH5] everything is mirrored: each box of the invitation and the panel stands as far from the other side', async () => {
    for (const state of ['invitation-card', 'talking']) {
      const boxes = (): Promise<readonly { readonly what: string; readonly left: number; readonly right: number }[]> =>
        page
          .locator(
            'tillside-widget :is(.launcher,.card,.card .faces,.card .icon,.panel,header .faces,header .icon,textarea,.send)',
          )
          .evaluateAll((all) =>
            all.flatMap((it) => {
              const { left, right, width } = it.getBoundingClientRect();
              if (width === 0) return [];
              return {
                what: it.getAttribute('class') ?? it.localName,
                left: Math.round(left),
                right: Math.round(innerWidth - right),
              };
            }),
          );
      await stage.open({ state, lang: 'en' });
      const inEnglish = await boxes();
      await stage.open({ state, lang: 'ar' });
      expect(await boxes()).toEqual(inEnglish.map(({ what, left, right }) => ({ what, left: right, right: left })));
    }
  });

  it('[TH5] the sheets know beginning and end, not left and right', async () => {
    const found: string[] = [];
    for (const state of [...places, 'offer', 'queue', 'refused']) {
      await stage.open({ state });
      found.push(
        ...(await page.evaluate(() =>
          [...(document.querySelector('tillside-widget')?.shadowRoot?.adoptedStyleSheets ?? [])].flatMap((sheet) =>
            [...sheet.cssRules].flatMap(
              ({ cssText }) =>
                cssText.match(/(?:[{;]\s*)(?:(?:margin|padding|border)-(?:left|right)[a-z-]*|left|right):[^;]*/g) ?? [],
            ),
          ),
        )),
      );
    }
    expect([...new Set(found)]).toEqual([]);
  });
});

describe('where the system forces its colours', () => {
  it('[TH6] edges hold together what only a background did', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await stage.open({ state: 'invitation-card' });
    expect(await computed('.card', 'border-top-style')).toBe('solid');
    expect(await computed('.answers button', 'border-top-style')).toBe('solid');
    await stage.open({ state: 'talking' });
    for (const selector of ['.panel', '.bubble', '.send'])
      expect(await computed(selector, 'border-top-style')).toBe('solid');
  });
});
