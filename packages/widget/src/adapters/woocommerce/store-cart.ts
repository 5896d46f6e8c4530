import { dig, list } from '../shared/find.ts';
import { decimal, fromMinor, pieces } from '../shared/items.ts';
import type { Item, SeenCart } from '../shared/items.ts';

/** A product or a cart's item of the Store API: amounts are texts in minor units, with the digits beside them. */
export function readProduct(product: unknown, quantity: unknown = dig(product, 'quantity')): Item {
  const id = String(dig(product, 'id'));
  return {
    item_id: id,
    item_name: String(dig(product, 'name') ?? id),
    price: fromMinor(dig(product, 'prices.price'), dig(product, 'prices.currency_minor_unit')),
    quantity: pieces(quantity),
  };
}

export const currencyOf = (product: unknown): unknown => dig(product, 'prices.currency_code');

/** What one to a few products come to, as GA4 has it. */
export function aboutProducts(products: readonly unknown[], quantity?: unknown): object {
  return {
    currency: currencyOf(products[0]),
    items: products.map((product) => readProduct(product, quantity ?? 1)),
  };
}

/**
 * A whole cart, as `GET /wc/store/v1/cart` answers it and as the blocks' hooks hand it on, where names are in camel case and the list may
 * be `cartItems`: https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/cart/
 */
export function readStoreCart(cart: unknown): SeenCart | undefined {
  const totals = dig(cart, 'totals') ?? dig(cart, 'cartTotals');
  const currency = dig(totals, 'currency_code');
  if (typeof currency !== 'string') return undefined;
  const digits = dig(totals, 'currency_minor_unit');
  const items = [...list(cart, 'items'), ...list(cart, 'cartItems')].map((item) => readProduct(item));
  const sum = (name: string): number => decimal(fromMinor(dig(totals, name), digits)) ?? 0;
  return {
    currency,
    // What the items come to after coupons, without shipping and taxes: as GA4 has it.
    value: sum('total_items') - sum('total_discount'),
    coupon: [...list(cart, 'coupons'), ...list(cart, 'cartCoupons')].flatMap((it) => {
      const code = dig(it, 'code');
      return typeof code === 'string' ? [code] : [];
    })[0],
    items,
  };
}
