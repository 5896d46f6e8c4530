import { listen, page, win } from '../env.ts';
import type { Sense } from './sense.ts';

/** The page is measured this long after the first of several scrolls. */
const SETTLED_MS = 250;

/** Tells how far down the page the visitor came: percent in tens, each higher ten as it is reached. */
export function senseScrollDepth({ _signal: signal, _tell: tell, _onPage: onPage }: Sense): void {
  let deepest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const measure = (): void => {
    timer = undefined;
    const { scrollHeight } = page().documentElement;
    const { scrollY, innerHeight } = win();
    // A pixel may be lost to rounding at the end.
    const depth = Math.min(100, Math.floor(((scrollY + innerHeight + 1) / scrollHeight) * 10) * 10);
    if (depth <= deepest) return;
    deepest = depth;
    tell('scroll_depth', { value: depth });
  };

  onPage(() => {
    clearTimeout(timer);
    timer = undefined;
    deepest = 0;
  });
  listen(page(), 'scroll', () => void (timer ??= setTimeout(measure, SETTLED_MS)), signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
}
