import { address, listen, pageHistory, win } from '../env.ts';

const here = (): string => address().replace(/#.*/, '');

/**
 * Tells when a shop changes its page without loading one. The history's functions are called through with everything
 * they were given; what they return or throw goes to the shop.
 */
export function watchNavigation(onChange: () => void, signal: AbortSignal): void {
  const history = pageHistory();
  let last = here();
  const look = (): void => {
    if (here() === last || signal.aborted) return;
    last = here();
    // At once: what the shop tells next belongs to the new page.
    onChange();
  };
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (...values) {
      original.apply(this, values);
      look();
    };
  }
  listen(win(), 'popstate', look, signal);
}
