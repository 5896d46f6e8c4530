import { textOn } from '@tillside/protocol';
import { readableOn } from '../look/contrast.ts';

/** The panel's ground in both themes (--n1 in tokens.css), and how far the accent must stand out from it as a surface. */
const grounds = { light: ['#ffffff', 1.5], dark: ['#17191f', 3] } as const;

/**
 * The site's accent in both themes: `--fill` as a surface, the brand's own colour wherever that can be seen, with `--on-fill`
 * as text on it; `--ink` is the accent as text, focus ring and border of a control (4.5:1).
 */
export const accentRules = (accent: string): string =>
  (['light', 'dark'] as const)
    .map((theme) => {
      const [ground, ratio] = grounds[theme];
      const fill = readableOn(accent, ground, ratio);
      const ink = readableOn(accent, ground, 4.5);
      return `.ui[data-theme=${theme}]{--fill:${fill};--on-fill:${textOn(fill)};--ink:${ink}}`;
    })
    .join('');
