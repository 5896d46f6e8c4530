import { isFullScreen } from './full-screen.ts';

/**
 * On phones the keyboard lies over the page instead of making it smaller: keeps the full-screen panel in the part that is left,
 * so that the field stays in sight. By a constructed sheet, because shops' policies forbid inline styles.
 */
export function fitToKeyboard(adopt: (rules: string) => CSSStyleSheet, signal: AbortSignal): void {
  const view = window.visualViewport;
  if (!view) return;
  const sheet = adopt('');
  const fit = (): void => {
    const isFit = isFullScreen() && view.scale === 1;
    sheet.replaceSync(isFit ? `.panel{height:${view.height}px;inset:${view.offsetTop}px 0 auto}` : '');
  };
  for (const type of ['resize', 'scroll']) view.addEventListener(type, fit, { signal });
  fit();
}
