import type { GuestHost } from '../../sdk/guests.ts';
import { dig, global, safely } from '../shared/find.ts';
import type { Tell } from '../shared/teller.ts';
import { readCart, readChange, readOrder, readProduct } from './context.ts';

const SOURCE = 'adobeDataLayer';

/** https://github.com/adobe/commerce-events: what a storefront pushes, and what it is called in GA4. */
const EVENTS: readonly (readonly [event: string, name: string, read: (state: unknown) => object])[] = [
  ['product-page-view', 'view_item', readProduct],
  ['category-results-view', 'view_item_list', () => ({ items: [] })],
  ['search-request-sent', 'search', (state) => ({ search_term: dig(state, 'searchInputContext.units.0.phrase') })],
  ['add-to-cart', 'add_to_cart', readChange],
  ['remove-from-cart', 'remove_from_cart', readChange],
  ['shopping-cart-view', 'view_cart', readCart],
  ['initiate-checkout', 'begin_checkout', readCart],
  ['place-order', 'purchase', readOrder],
];

interface ClientDataLayer {
  readonly addEventListener: (name: string, handle: (event: unknown) => void, options?: object) => void;
  readonly removeEventListener: (name: string, handle: (event: unknown) => void) => void;
  readonly getState?: () => unknown;
}

/** Adobe's client data layer calls a pushed function with itself as soon as it is there, and tells listeners what was pushed before. */
export function followDataLayer({ _signal: signal }: GuestHost, tell: Tell): boolean {
  const layer = global('adobeDataLayer');
  if (!Array.isArray(layer)) return false;
  layer.push(
    safely((data: ClientDataLayer) => {
      for (const [event, name, read] of EVENTS) {
        const handle = safely((pushed: unknown) => {
          // The storefront hands on the state as it was with the event; others are asked for theirs.
          const info = dig(pushed, 'eventInfo');
          tell(SOURCE, name, read(dig(info, 'storefrontInstanceContext') ? info : data.getState?.()));
        });
        data.addEventListener(event, handle, { scope: 'all' });
        signal.addEventListener('abort', () => data.removeEventListener(event, handle));
      }
    }),
  );
  return true;
}
