import { page, win } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { changes } from '../shared/changes.ts';
import { global, safely } from '../shared/find.ts';
import type { SeenCart } from '../shared/items.ts';
import type { Tell } from '../shared/teller.ts';
import { readStoreCart } from './store-cart.ts';

const SOURCE = 'classic';
const REFUSED = '.woocommerce-error, .coupon-error-notice, .wc-block-components-notice-banner.is-error';

interface Query {
  readonly on: (events: string, handle: () => void) => void;
  readonly off: (events: string, handle: () => void) => void;
}

/** The Store API's cart; WordPress says in the page's head where its API is. */
async function fetchCart(): Promise<SeenCart | undefined> {
  const root = page().querySelector<HTMLLinkElement>('link[rel="https://api.w.org/"]')?.href;
  const answer = await win().fetch(`${root ?? '/wp-json/'}wc/store/v1/cart`);
  return answer.ok ? readStoreCart(await answer.json()) : undefined;
}

const is = (name: string): boolean => page().body.classList.contains(`woocommerce-${name}`);

/**
 * Classic pages: jQuery events on the body, which say that something happened, and the Store API, which says what is in the cart now.
 * Returns false while there is no jQuery yet.
 */
export function followClassic({ _signal: signal }: GuestHost, tell: Tell): boolean {
  const jQuery = global('jQuery');
  if (typeof jQuery !== 'function') return false;
  const body = (jQuery as (element: Element) => Query)(page().body);
  let now: SeenCart | undefined;
  let looking: Promise<unknown> = Promise.resolve();

  const look = (then?: (cart: SeenCart) => void): void => {
    looking = looking.then(async () => {
      const before = now;
      now = (await fetchCart().catch(() => undefined)) ?? before;
      if (!now || signal.aborted) return;
      if (before) for (const [name, params] of changes(before, now)) tell(SOURCE, name, params);
      if (now.items.length) then?.(now);
    });
  };
  const on = (events: string, handle: () => void): void => {
    const safe = safely(handle);
    body.on(events, safe);
    signal.addEventListener('abort', () => body.off(events, safe));
  };
  /** Once for each way that was chosen: the checkout is drawn anew after every field. */
  const chosen = new Map<string, string>();
  const choose = (name: string, key: string, selector: string): void => {
    const value = page().querySelector<HTMLInputElement>(selector)?.value;
    if (!value || !now || chosen.get(name) === value) return;
    chosen.set(name, value);
    tell(SOURCE, name, { ...now, [key]: value });
  };

  look((cart) => {
    if (is('cart')) tell(SOURCE, 'view_cart', cart);
    if (is('checkout') && !is('order-received')) tell(SOURCE, 'begin_checkout', cart);
  });
  on('added_to_cart removed_from_cart updated_cart_totals wc_fragments_refreshed', () => look());
  on('applied_coupon applied_coupon_in_checkout', () => {
    if (page().querySelector(REFUSED)) tell(SOURCE, 'coupon_rejected', {});
    else look();
  });
  // Words for the visitor stay on the page: they may name somebody.
  on('checkout_error', () => tell(SOURCE, 'checkout_error', { code: 'notice' }));
  on('updated_checkout', () =>
    choose(
      'add_shipping_info',
      'shipping_tier',
      '[name^="shipping_method"]:checked, [name^="shipping_method"][type=hidden]',
    ),
  );
  on('payment_method_selected', () => choose('add_payment_info', 'payment_type', '[name=payment_method]:checked'));
  return true;
}
