import { dig, list } from '../shared/find.ts';
import { decimal, pieces } from '../shared/items.ts';
import type { Item, SeenCart } from '../shared/items.ts';

/** An item of `shoppingCartContext` or `changedProductsContext` of the storefront events. */
function readItem(item: unknown): Item {
  const sku = String(dig(item, 'product.sku') ?? dig(item, 'id'));
  return {
    item_id: sku,
    item_name: String(dig(item, 'product.name') ?? sku),
    price: decimal(dig(item, 'prices.price.value')),
    quantity: pieces(dig(item, 'quantity')),
  };
}

/** `storefrontInstanceContext` says the currency of the store view where a price does not. */
const currencyOf = (state: unknown, ...told: readonly unknown[]): string =>
  String(
    told.find((one) => typeof one === 'string' && one) ??
      dig(state, 'storefrontInstanceContext.storeViewCurrencyCode') ??
      '',
  );

export function readCart(state: unknown): SeenCart {
  const cart = dig(state, 'shoppingCartContext');
  const items = list(cart, 'items');
  const subtotal = dig(cart, 'prices.subtotalExcludingTax') ?? dig(cart, 'prices.subtotalIncludingTax');
  return {
    currency: currencyOf(state, dig(subtotal, 'currency'), dig(items[0], 'prices.price.currency')),
    value: decimal(dig(subtotal, 'value')),
    items: items.map(readItem),
  };
}

/** What was put in or taken out: older storefronts tell the product of the page instead, one piece of it. */
export function readChange(state: unknown): SeenCart {
  const changed = list(state, 'changedProductsContext.items');
  if (!changed.length) return readProduct(state);
  return { currency: currencyOf(state, dig(changed[0], 'prices.price.currency')), items: changed.map(readItem) };
}

export function readProduct(state: unknown): SeenCart {
  const product = dig(state, 'productContext');
  const pricing = dig(product, 'pricing');
  const sku = String(dig(product, 'sku') ?? '');
  const price = decimal(dig(pricing, 'specialPrice') ?? dig(pricing, 'minimalPrice') ?? dig(pricing, 'regularPrice'));
  return {
    currency: currencyOf(state, dig(pricing, 'currencyCode')),
    value: price,
    items: [{ item_id: sku, item_name: String(dig(product, 'name') ?? sku), price, quantity: 1 }],
  };
}

/** `grandTotal` is what the visitor pays, and what GA4 calls a purchase's value where shipping and taxes are not told apart. */
export function readOrder(state: unknown): object {
  const order = dig(state, 'orderContext');
  return {
    ...readCart(state),
    transaction_id: dig(order, 'orderId'),
    value: decimal(dig(order, 'grandTotal')),
    coupon: dig(order, 'appliedCouponCode') || undefined,
  };
}
