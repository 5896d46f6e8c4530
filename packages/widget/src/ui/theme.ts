import type { Options } from '../sdk/options.ts';

/** Writes on `box` which theme everything in it has: the options', or the visitor's system's, also as that changes. The function that comes back looks again. */
export function createTheme(box: HTMLElement, options: Options, signal: AbortSignal): () => void {
  const dark = matchMedia('(prefers-color-scheme:dark)');
  const paint = (): void => {
    const { theme } = options;
    box.dataset['theme'] = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  paint();
  dark.addEventListener('change', paint, { signal });
  return paint;
}
