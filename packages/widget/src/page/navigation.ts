import { address, listen, win } from '../env.ts';

/** The page's address. What stands after `#` is a place on the page, unless it is a path: that is how routers without a server name their pages. */
const here = (): string => address().replace(/#(?!!?\/).*/, '');

/**
 * Tells when a shop changes its page without loading one. Browsers with the Navigation API say so. In those from before 2026 the history's
 * functions are called through with everything they were given; what they throw goes to the shop.
 */
export function watchNavigation(onChange: () => void, signal: AbortSignal): void {
  const { history, navigation } = win();
  let last = here();
  const look = (): void => {
    if (here() === last || signal.aborted) return;
    last = here();
    // At once: what the shop tells next belongs to the new page.
    onChange();
  };
  // Also in the same call as the change: https://html.spec.whatwg.org/multipage/nav-history-apis.html#event-currententrychange.
  if (navigation) return listen(navigation, 'currententrychange', look, signal);
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (...values) {
      original.apply(this, values);
      look();
    };
  }
  listen(win(), 'popstate', look, signal);
}
