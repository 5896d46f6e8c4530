import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { parseRoute, routeHash } from '../desk/route.ts';
import type { Route, View } from '../desk/route.ts';

export interface Nav {
  readonly route: ReadonlySignal<Route>;
  go(view: View, id?: string): void;
  stop(): void;
}

/** The address after `#` is the place, so that back, forward, reload and a second window work as everywhere. */
export function createNav(window: Window): Nav {
  const route = signal(parseRoute(window.location.hash));
  const onChange = (): void => void (route.value = parseRoute(window.location.hash));
  window.addEventListener('hashchange', onChange);
  return {
    route,
    go(view, id) {
      const next = { view, id };
      if (routeHash(next) === routeHash(route.value)) return;
      route.value = next;
      window.location.hash = routeHash(next);
    },
    stop: () => window.removeEventListener('hashchange', onChange),
  };
}
