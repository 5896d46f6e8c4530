import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { useStage } from './support/use-stage.ts';

const stage = useStage({ viewport: { width: 1024, height: 700 } });
let page: Page;
beforeEach(() => {
  ({ page } = stage);
});

const card = () => page.getByRole('region', { name: 'Message from Mara' });
const button = (name: string) => card().getByRole('button', { name });
const show = (state = 'invitation-card', more = {}) => stage.open({ state, ...more });

/** What the relay was told of the invitation since it granted it. */
const told = (): Promise<readonly string[]> =>
  page.evaluate(() =>
    ((window as { asked?: { type: string }[] }).asked ?? [])
      .map(({ type }) => type)
      .filter((type) => /^invitation\.(?!request)/.test(type)),
  );
/** Puts something of the shop's there, in a corner of the window or anywhere. */
const put = (html: { readonly tag: string; readonly style: string; readonly is?: Readonly<Record<string, string>> }) =>
  page.evaluate(({ tag, style, is = {} }) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(is)) element.setAttribute(name, value);
    element.style.cssText = style;
    element.textContent = 'Pay now';
    document.body.append(element);
  }, html);
const corner = (side: string) => `position:fixed;bottom:120px;${side}:40px;width:200px;height:48px`;
const middle = async (): Promise<number> => {
  const box = await card().boundingBox();
  return box ? box.x + box.width / 2 : NaN;
};
/** What has the focus, by what it says; also within the widget. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    const inside = at?.shadowRoot?.activeElement ?? at;
    return inside?.getAttribute('aria-label') ?? inside?.getAttribute('name') ?? inside?.textContent?.trim() ?? '';
  });

describe('an invitation', () => {
  it('[IV1] its yes and no have the same size, the same contrast and the same number of steps, in every form and theme', async () => {
    for (const state of ['invitation-card', 'invitation-bubble', 'invitation-bar', 'invitation-inline'])
      for (const theme of ['light', 'dark'] as const)
        for (const width of [390, 1440]) {
          await page.setViewportSize({ width, height: 760 });
          await show(state, { theme });
          const [yes, no] = await card()
            .locator('.answers button')
            .evaluateAll((buttons) =>
              buttons.map((it) => {
                const { width: w, height: h } = it.getBoundingClientRect();
                const { color, backgroundColor, boxShadow, fontSize, fontWeight, opacity, filter } =
                  getComputedStyle(it);
                const round = (px: number): number => Math.round(px * 10) / 10;
                return {
                  w: round(w),
                  h: round(h),
                  color,
                  backgroundColor,
                  boxShadow,
                  fontSize,
                  fontWeight,
                  opacity,
                  filter,
                };
              }),
            );
          expect(no, `${state} ${theme} ${width}`).toEqual(yes);
          expect(yes?.h).toBeGreaterThanOrEqual(24);
        }
    // One press each, and one stop of the Tab key between them.
    await show();
    await button('No, thanks').click();
    await expect.poll(told).toContain('invitation.decline');
    await show();
    await button('Chat now').click();
    await expect.poll(told).toContain('invitation.accept');
  });

  it('[IV2] takes another corner rather than cover a checkout button, and waits unseen where all are taken', async () => {
    await show();
    expect(await middle()).toBeGreaterThan(512);
    await put({ tag: 'button', style: corner('right'), is: { type: 'submit' } });
    await expect.poll(middle).toBeLessThan(512);
    await put({ tag: 'a', style: corner('left'), is: { href: '/checkout' } });
    // Now above the button, still in its own corner.
    await expect.poll(middle).toBeGreaterThan(512);
    const lowerEdge = async () => {
      const box = await card().boundingBox();
      return box ? box.y + box.height : NaN;
    };
    await expect.poll(lowerEdge).toBeLessThanOrEqual(700 - 120 - 48);
    await put({ tag: 'div', style: 'position:fixed;inset:0', is: { 'data-tillside-clear': '' } });
    await expect.poll(() => card().isVisible()).toBe(false);
  });

  it.each<[string, { readonly tag: string; readonly is?: Readonly<Record<string, string>> }]>([
    ['what the shop marks', { tag: 'p', is: { 'data-tillside-clear': '' } }],
    ['a dialog, a cookie notice for one', { tag: 'div', is: { role: 'alertdialog' } }],
    ['a button of a form without a type', { tag: 'form' }],
    ['nothing that is not seen', { tag: 'button', is: { type: 'submit', hidden: '' } }],
  ])('[IV2] keeps clear of %s', async (what, it) => {
    await show();
    await put({ ...it, style: it.is && 'hidden' in it.is ? `${corner('right')};display:none` : corner('right') });
    if (it.tag === 'form')
      await page.evaluate(() => {
        const form = [...document.forms].at(-1);
        const inner = document.createElement('button');
        inner.style.cssText = 'width:200px;height:48px';
        form?.replaceChildren(inner);
      });
    if (what.startsWith('nothing')) {
      await page.waitForFunction(() =>
        (window as { asked?: { type: string }[] }).asked?.some(({ type }) => type === 'invitation.seen'),
      );
      expect(await middle()).toBeGreaterThan(512);
    } else await expect.poll(middle).toBeLessThan(512);
  });

  it('[IV2] moves away from the field that is being filled in', async () => {
    await show();
    await put({ tag: 'input', style: corner('right'), is: { name: 'coupon' } });
    expect(await middle()).toBeGreaterThan(512);
    await page.locator('[name=coupon]').focus();
    await expect.poll(middle).toBeLessThan(512);
  });

  it('[IV3] on a phone is one bar of at most 72 px at the lower edge, in every form', async () => {
    for (const width of [320, 390, 480])
      for (const state of [
        'invitation-card',
        'invitation-bubble',
        'invitation-bar',
        'invitation-offer',
        'invitation-team',
      ]) {
        await page.setViewportSize({ width, height: 844 });
        await show(state, { lang: 'pl' });
        const box = await page.locator('tillside-widget .card').boundingBox();
        expect(box?.height, `${state} ${width}`).toBeLessThanOrEqual(72);
        expect(box?.width).toBeGreaterThan(width - 20);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(844 - 24);
      }
  });

  it('[IV4] rises 12 px once; where the visitor wants no motion it does not', async () => {
    const motion = () =>
      page.locator('tillside-widget .card').evaluate((it) => {
        const { animationName, animationDuration, animationIterationCount } = getComputedStyle(it);
        return `${animationName} ${animationDuration} ${animationIterationCount}`;
      });
    await show();
    expect(await motion()).toBe('rise 0.24s 1');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await motion()).toMatch(/^none/);
  });

  it('[IV5] takes no focus; F6 goes to it also out of a field, and Escape closes it and gives the focus back', async () => {
    await show();
    await page.getByLabel('E-mail').focus();
    await expect.poll(focused).toBe('email');
    await page.keyboard.press('F6');
    await expect.poll(focused).toBe('Chat now');
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('No, thanks');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('email');
    await expect.poll(told).toContain('invitation.dismiss');
    await expect.poll(() => card().count()).toBe(0);
  });

  it('[IV5] Tab goes to it from a link without passing the page, once, and past its end goes on where it came from', async () => {
    await show();
    await page.evaluate(() => {
      const links = Array.from({ length: 60 }, (_, index) =>
        Object.assign(document.createElement('a'), { href: '#', textContent: `Link ${index}` }),
      );
      document.querySelector('main')?.prepend(...links);
      links[2]?.focus();
    });
    const stops: string[] = [];
    for (let stop = 0; stop < 5; stop++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Chat now', 'No, thanks', 'Close', 'Link 3', 'Link 4']);
    await page.keyboard.press('F6');
    await page.keyboard.press('Shift+Tab');
    await expect.poll(focused).toBe('Link 4');
  });

  it('[IV5] Tab goes from field to field, and nothing comes between', async () => {
    await show();
    await page.getByLabel('E-mail').focus();
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('Place order');
  });

  it('[IV6] whoever begins to type on it says yes, and the words are in the conversation', async () => {
    await show();
    await page.keyboard.press('F6');
    await page.keyboard.type('Is it waterproof');
    await expect.poll(told).toContain('invitation.accept');
    const field = page.getByRole('dialog', { name: 'Chat with Halden' }).getByRole('textbox');
    await expect.poll(() => field.inputValue()).toContain('waterproof');
  });

  it('[IV7] inline it stands in the place the page keeps for it, and nothing of the page moves', async () => {
    await page.addInitScript(() => {
      let since = Infinity;
      // The page itself makes the place as it starts: what counts is from the widget on.
      new MutationObserver(() => {
        if (since === Infinity && document.querySelector('tillside-widget')) since = performance.now();
      }).observe(document, { childList: true, subtree: true });
      new PerformanceObserver((list) => {
        for (const { startTime } of list.getEntries())
          if (startTime > since) document.documentElement.dataset['shift'] = String(startTime);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await show('invitation-inline');
    const slot = await page.locator('#slot').boundingBox();
    const box = await card().boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(slot?.y ?? NaN);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((slot?.y ?? 0) + (slot?.height ?? 0));
    expect(await page.locator('html').getAttribute('data-shift')).toBeNull();
    await button('No, thanks').click();
    await expect.poll(() => page.locator('tillside-invitation').count()).toBe(0);
  });

  it.each([
    ['too small', 'min-height:40px'],
    ['not in view', 'margin-top:2000px;min-height:200px'],
  ])('[IV7] where the place is %s it is a card in the corner', async (_, style) => {
    await page.addInitScript((css) => {
      addEventListener('DOMContentLoaded', () => {
        const slot = document.querySelector<HTMLElement>('#slot');
        if (slot) slot.style.cssText = css;
      });
    }, style);
    await show('invitation-inline');
    expect(await page.locator('tillside-invitation').count()).toBe(0);
    expect(await page.locator('tillside-widget .card').boundingBox()).toMatchObject({ width: 344 });
  });

  it('[UI3] out of view it is not seen; a second after it came into view it is', async () => {
    await show('invitation-inline');
    const move = (css: string): Promise<void> =>
      page.evaluate((to) => {
        const slot = document.querySelector<HTMLElement>('#slot');
        if (slot) slot.style.cssText = to;
      }, css);
    await move('margin-top:2000px');
    await page.waitForTimeout(1_600);
    expect(await told()).toEqual([]);
    await move('');
    await expect.poll(told).toEqual(['invitation.seen']);
  });
});
