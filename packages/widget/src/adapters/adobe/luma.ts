import { address, listen, localStore, page, win } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { changes } from '../shared/changes.ts';
import { dig, global, list, safely } from '../shared/find.ts';
import { keptCart } from '../shared/kept-cart.ts';
import { decimal, pieces } from '../shared/items.ts';
import type { SeenCart } from '../shared/items.ts';
import type { Tell } from '../shared/teller.ts';

const SOURCE = 'luma';

interface Section {
  (): unknown;
  readonly subscribe: (handle: (cart: unknown) => void) => { readonly dispose: () => void };
}

/** The `cart` section of customer data, as Magento_Checkout fills it; amounts are decimal numbers or texts of one. */
export function readSection(cart: unknown, currency: string): SeenCart | undefined {
  if (!Array.isArray(dig(cart, 'items'))) return undefined;
  return {
    currency,
    value: decimal(dig(cart, 'subtotalAmount')),
    items: list(cart, 'items').map((item) => ({
      item_id: String(dig(item, 'product_sku') ?? dig(item, 'product_id')),
      item_name: String(dig(item, 'product_name') ?? dig(item, 'product_sku')),
      price: decimal(dig(item, 'product_price_value.excl_tax') ?? dig(item, 'product_price_value')),
      quantity: pieces(dig(item, 'qty')),
    })),
  };
}

/** The checkout's own configuration has its currency and what was agreed on so far. */
function readQuote(config: unknown): SeenCart {
  const totals = dig(config, 'totalsData');
  const skus = new Map(list(config, 'quoteItemData').map((item) => [String(dig(item, 'item_id')), dig(item, 'sku')]));
  return {
    currency: String(dig(totals, 'quote_currency_code') ?? dig(config, 'quoteData.quote_currency_code')),
    value: decimal(dig(totals, 'subtotal')),
    coupon: (dig(totals, 'coupon_code') as string) || undefined,
    items: list(totals, 'items').map((item) => ({
      item_id: String(skus.get(String(dig(item, 'item_id'))) ?? dig(item, 'item_id')),
      item_name: String(dig(item, 'name')),
      price: decimal(dig(item, 'price')),
      quantity: pieces(dig(item, 'qty')),
    })),
  };
}

/** Magento's product pages say their price to search engines: https://schema.org/Offer */
function tellProduct(tell: Tell, currency: string): void {
  const text = (selector: string): string | undefined => {
    const found = page().querySelector(selector);
    return found?.getAttribute('content') ?? found?.textContent?.trim() ?? undefined;
  };
  const value = decimal(text('[itemprop=price]') ?? text('[property="product:price:amount"]'));
  const sku = text('[itemprop=sku]');
  if (!sku) return;
  tell(SOURCE, 'view_item', {
    currency: text('[itemprop=priceCurrency]') ?? text('[property="product:price:currency"]') ?? currency,
    value,
    items: [{ item_id: sku, item_name: text('[itemprop=name]'), price: value, quantity: 1 }],
  });
}

/**
 * Luma themes: `Magento_Customer/js/customer-data` knows the cart and says when it changes, where RequireJS is; before that, and without it,
 * its storage `mage-cache-storage` has the cart as it was.
 */
export function followLuma(host: GuestHost, tell: Tell): boolean {
  const { _signal: signal, _boot: boot } = host;
  const require = global('require');
  if (typeof require !== 'function' || typeof global('BASE_URL') !== 'string') return false;
  let now: SeenCart | undefined;
  safely(() => {
    const stored: unknown = JSON.parse(localStore()?.getItem('mage-cache-storage') ?? '');
    now = readSection(dig(stored, 'cart'), boot.currency);
  })();

  const see = safely((cart: unknown) => {
    const after = readSection(cart, boot.currency);
    if (after && now) for (const [name, params] of changes(now, after)) tell(SOURCE, name, params);
    now = after ?? now;
  });
  (require as (modules: readonly string[], then: (data: unknown) => void) => void)(
    ['Magento_Customer/js/customer-data'],
    safely((data: unknown) => {
      const get = dig(data, 'get');
      if (signal.aborted || typeof get !== 'function') return;
      const section = get.call(data, 'cart') as Section;
      // Before it was loaded it is empty, which is no change.
      if (!now) now = readSection(section(), boot.currency) ?? { currency: boot.currency, items: [] };
      const following = section.subscribe(see);
      signal.addEventListener('abort', () => following.dispose());
    }),
  );

  const loaded = safely(() => {
    const { pathname } = new URL(address());
    // The confirmation says nothing but the order's number.
    const number = page().querySelector('.checkout-success .order-number, .checkout-success p > span')?.textContent;
    if (/\/checkout\/onepage\/success\b/.test(pathname)) {
      if (number) tell(SOURCE, 'purchase', { ...keptCart(host), transaction_id: number.trim() });
      return;
    }
    const config = global('checkoutConfig');
    if (page().body.classList.contains('catalog-product-view')) tellProduct(tell, boot.currency);
    if (/\/checkout\/cart\b/.test(pathname)) {
      if (now?.items.length) tell(SOURCE, 'view_cart', now);
    } else if (config) tell(SOURCE, 'begin_checkout', readQuote(config));
  });
  if (page().readyState === 'complete') loaded();
  else listen(win(), 'load', loaded, signal);
  return true;
}
