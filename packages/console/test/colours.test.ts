import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, parse, shopColours } from '../src/desk/shop-colour.ts';

const css = readFileSync(join(import.meta.dirname, '../src/ui/tokens/colour.css'), 'utf8');
const block = (from: number): Record<string, string> =>
  Object.fromEntries(
    [...css.slice(from, css.indexOf('}', from)).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [
      name,
      hex,
    ]),
  );
const light = block(css.indexOf(':root {'));
const themes = { light, dark: { ...light, ...block(css.indexOf(":root[data-theme='dark'] {")) } };

function ratio(a: string | undefined, b: string | undefined): number {
  const [one, two] = [parse(a ?? ''), parse(b ?? '')];
  if (!one || !two) throw new Error(`no colours: ${a}, ${b}`);
  return contrast(one, two);
}

describe('the tokens', () => {
  for (const [name, tokens] of Object.entries(themes)) {
    it(`[DUI2] text reads on every surface it stands on (${name})`, () => {
      const weak: string[] = [];
      const check = (text: string, ...surfaces: string[]): void => {
        for (const surface of surfaces) {
          const found = ratio(tokens[text], tokens[surface]);
          if (found < 4.5) weak.push(`${text} on ${surface}: ${found.toFixed(2)}`);
        }
      };
      const surfaces = ['paper', 'surface', 'sunken', 'raised', 'hover', 'selected'];
      for (const text of ['text', 'text-2', 'text-3', 'red', 'amber', 'green', 'blue']) check(text, ...surfaces);
      check('red', 'red-tint');
      check('amber', 'amber-tint', 'green-tint');
      check('green', 'green-tint');
      check('blue', 'blue-tint');
      check('text-2', 'green-tint', 'note', 'blue-tint');
      check('text', 'note');
      check('on-ink', 'ink');
      check('on-red', 'red-fill');
      check('on-green', 'green-fill');
      expect(weak).toEqual([]);
    });

    it(`[DUI2] the edge of a field and the focus ring stand out (${name})`, () => {
      for (const edge of ['control', 'focus']) expect(ratio(tokens[edge], tokens['surface'])).toBeGreaterThan(3);
    });
  }
});

describe('a shop’s colour', () => {
  const accents = [
    '#1f5c4d',
    '#c2552d',
    '#ffffff',
    '#000000',
    '#ffd400',
    '#777777',
    '#00f',
    '#39ff14',
    'red',
    '',
    undefined,
  ];

  it('[DUI2] carries its text, and reads as text, in both themes', () => {
    for (const accent of accents) {
      const { fill, on, inkLight, inkDark } = shopColours(accent);
      expect(ratio(fill, on), `${accent} as a surface`).toBeGreaterThanOrEqual(4.5);
      expect(ratio(inkLight, light['selected']), `${accent} as ink`).toBeGreaterThanOrEqual(4.5);
      expect(ratio(inkDark, themes.dark['selected']), `${accent} as ink in the dark`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('[DUI2] stays as it is where it reads well', () => {
    expect(shopColours('#1f5c4d')).toMatchObject({ fill: '#1f5c4d', on: '#ffffff', inkLight: '#1f5c4d' });
  });
});
