import { describe, expect, it } from 'vitest';
import { textOn } from '@tillside/protocol';
import { contrast, luminance, readableOn } from '../src/look/contrast.ts';
import { accentRules } from '../src/look/accent-rules.ts';

/** 4,096 accents, evenly spread. */
const steps = Array.from({ length: 16 }, (_, index) => (index * 17).toString(16).padStart(2, '0'));
const accents = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));

describe('colours', () => {
  it('[LK1] text on any accent reaches 4.5:1', () => {
    expect(luminance('#ffffff')).toBeCloseTo(1, 5);
    expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
    const full = (hex: string) => (hex === '#fff' ? '#ffffff' : '#000000');
    for (const accent of accents) {
      expect(`${accent} ${contrast(accent, full(textOn(accent))) >= 4.5}`).toBe(`${accent} true`);
    }
  });

  it('[LK2] the accent as text reaches 4.5:1 on the panel’s ground, in both themes', () => {
    for (const accent of accents) {
      for (const ground of ['#ffffff', '#17191f']) {
        expect(`${accent} ${contrast(readableOn(accent, ground, 4.5), ground) >= 4.5}`).toBe(`${accent} true`);
      }
    }
  });

  it('[LK2] an accent that can be seen is left as the brand has it', () => {
    expect(readableOn('#1f5f5b', '#ffffff', 4.5)).toBe('#1f5f5b');
    expect(accentRules('#1f5f5b')).toContain('[data-theme=light]{--fill:#1f5f5b;--on-fill:#fff;--ink:#1f5f5b}');
    expect(accentRules('#f2c14e')).toContain('[data-theme=dark]{--fill:#f2c14e;--on-fill:#000');
  });
});
