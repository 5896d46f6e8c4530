import { fakeRules } from '../helpers/fake-rules.ts';
import { createConsent } from '../../src/consent/consent.ts';
import type { OrderReport } from '@tillside/protocol';
import { createStore } from '../../src/consent/store.ts';
import type { GuestHost } from '../../src/sdk/guests.ts';
import { watchDataLayer } from '../../src/shop/data-layer.ts';
import { readCart } from '../../src/shop/cart.ts';
import * as reader from '../../src/shop/reader.ts';
import { createShop } from '../../src/shop/shop.ts';
import { boot, SITE } from '../helpers/shop.ts';

/** What the widget understood of one event: its name, and the cart after it. */
export type Told = readonly [name: string, cart: unknown];

export interface ShopPage {
  readonly told: Told[];
  readonly orders: OrderReport[];
  /** `Tillside.track`. */
  readonly track: (name: string, params: Record<string, unknown>) => void;
  /** The visitor goes somewhere else. */
  readonly leave: () => void;
}

/** A page with what the widget has of a shop on it, put together as sdk/run.ts does: data layer, track() and the platform's part. */
export function openPage(
  currency: string,
  attach: ((host: GuestHost) => void) | undefined,
  log: Pick<ShopPage, 'told' | 'orders'> = { told: [], orders: [] },
): ShopPage {
  const ending = new AbortController();
  const store = createStore(SITE);
  store._allow(3);
  store._set('consent', 3);
  const nothing = (): undefined => undefined;
  const { told, orders } = log;
  const shop = createShop(
    store,
    // A site's own currency counts only where an event has none: here it must not.
    'EUR',
    fakeRules(),
    nothing,
    reader,
    () => Promise.resolve(reader),
    (order) => {
      orders.push(order);
      told.push(['purchase', undefined]);
    },
    nothing,
  );
  const track = (name: string, params: Record<string, unknown>): void => {
    shop._track(name, params);
    // An order counts where it is reported, once.
    if (name === 'purchase' || name.startsWith('gtm.')) return;
    told.push([name, name === 'view_item' ? readCart(params, 'EUR') : shop._context().cart]);
  };
  shop._page();
  watchDataLayer((name, params) => track(name, { ...(params as object | undefined) }), ending.signal)();
  shop._view();
  attach?.({
    _track: (name, params = {}) => track(name, { ...params }),
    _page: nothing,
    _consent: createConsent(createStore(SITE), 'required', nothing, ending.signal),
    _options: { site: SITE } as GuestHost['_options'],
    _boot: { ...boot, currency },
    _signal: ending.signal,
    _load: () => Promise.reject(new Error('nothing is downloaded')),
    _report: (error) => {
      throw error;
    },
  });
  return {
    told,
    orders,
    track,
    leave() {
      window.dispatchEvent(new Event('pagehide'));
      ending.abort();
    },
  };
}
