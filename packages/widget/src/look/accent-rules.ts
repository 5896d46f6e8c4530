import { textOn } from '@tillside/protocol';
import { readableOn } from './contrast.ts';

/**
 * In both themes: the ground of panel and invitation (--n1 in tokens.css), that of a rep's words (--n3), which is nearer to text, and how far
 * the accent must stand out as a surface.
 */
const grounds = { light: ['#ffffff', '#eceef2', 1.5], dark: ['#17191f', '#272b34', 3] } as const;

/**
 * The site's accent in both themes: `--fill` as a surface, the brand's own colour wherever that can be seen, with `--on-fill`
 * as text on it; `--ink` is the accent as text, focus ring and border of a control (4.5:1).
 */
export const accentRules = (accent: string): string =>
  (['light', 'dark'] as const)
    .map((theme) => {
      const [ground, near, ratio] = grounds[theme];
      const fill = readableOn(accent, ground, ratio);
      const ink = readableOn(accent, near, 4.5);
      return `.ui[data-theme=${theme}]{--fill:${fill};--on-fill:${textOn(fill)};--ink:${ink}}`;
    })
    .join('');
