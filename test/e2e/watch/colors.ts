import type { Page } from 'playwright-core';

type Rgb = readonly [number, number, number];

const linear = (value: number): number => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** WCAG 2.2, of two computed colours without transparency: 1 to 21. Reckoned here anew: the widget's own reckoning is what is tested. */
export function contrast(one: string, other: string): number {
  const [a = 0, b = 0] = [one, other].map((color) => {
    const [red, green, blue, alpha] = (/^rgba?\((.*)\)$/.exec(color)?.[1] ?? '').split(/[ ,/]+/).map(Number);
    if (red === undefined || green === undefined || blue === undefined) throw new Error(`${color} is no colour`);
    if (alpha !== undefined && alpha < 1) throw new Error(`${color} lets something through`);
    return luminance([red, green, blue]) + 0.05;
  });
  return Math.max(a, b) / Math.min(a, b);
}

/**
 * Two colours of the first element that matches: of a property of its own (of `box-shadow`, the shadow's), or the `ground` that is seen behind
 * it, through whatever is transparent.
 */
export const paintedOn = (
  page: Page,
  selector: string,
  properties: readonly [string, string],
): Promise<[string, string]> =>
  page
    .locator(selector)
    .first()
    .evaluate((element, names) => {
      const isSeen = (color: string): boolean => !/^(?:transparent|rgba\(.*, 0\))$/.test(color);
      const ground = (from: Element): string => {
        for (let at: Element | null = from; at; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at);
          if (isSeen(backgroundColor)) return backgroundColor;
        }
        throw new Error('there is nothing behind it');
      };
      const [front, back] = names.map((name) => {
        if (name === 'ground') return ground(element);
        const value = getComputedStyle(element).getPropertyValue(name);
        return name === 'box-shadow' ? (/rgba?\([^)]*\)/.exec(value)?.[0] ?? '') : value;
      });
      return [front ?? '', back ?? ''] as [string, string];
    }, properties);

/** Text of the widget, as it is on the screen now, that does not reach 4.5:1 (3:1 where it is large), one line for each. */
export async function findFaintText(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const isSeen = (color: string): boolean => !/^(?:transparent|rgba\(.*, 0\))$/.test(color);
    const roots = ['tillside-widget', 'tillside-invitation'].map((name) => document.querySelector(name)?.shadowRoot);
    return roots
      .flatMap((root) => [...(root?.querySelectorAll('*') ?? [])])
      .flatMap((element) => {
        const words = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
        const text = words.map(({ textContent }) => textContent?.trim() ?? '').join('');
        const isHint = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
        if (!(text || isHint) || element.closest('.unseen,[aria-disabled=true],:disabled')) return [];
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
        const grounds: string[] = [];
        for (let at: Element | null = element; at; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at);
          if (isSeen(backgroundColor)) grounds.push(backgroundColor);
          if (backgroundColor.startsWith('rgb(')) break;
        }
        const partsOf = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
        const mixed = grounds
          .map(partsOf)
          .reduceRight((under, [red = 0, green = 0, blue = 0, alpha = 1]) =>
            [red, green, blue].map((part, index) => part * alpha + (under[index] ?? 0) * (1 - alpha)),
          );
        const ground = `rgb(${mixed.slice(0, 3).join(', ')})`;
        const { color, fontSize, fontWeight } = getComputedStyle(element, isHint ? '::placeholder' : null);
        const size = parseFloat(fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
        return [{ what: text.slice(0, 40) || element.localName, color, ground, needs: isLarge ? 3 : 4.5 }];
      });
  });
  return texts.flatMap(({ what, color, ground, needs }) => {
    const reached = contrast(color, ground);
    return reached < needs ? [`“${what}” reaches ${reached.toFixed(2)}:1, ${color} on ${ground}`] : [];
  });
}
