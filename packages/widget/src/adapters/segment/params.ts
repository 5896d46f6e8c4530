import { dig, list } from '../shared/find.ts';
import { pieces } from '../shared/items.ts';
import type { Item } from '../shared/items.ts';

function readItem(product: unknown): Item {
  const id = String(dig(product, 'sku') ?? dig(product, 'product_id') ?? '');
  return {
    item_id: id,
    item_name: dig(product, 'name') as string,
    price: dig(product, 'price') as number,
    quantity: pieces(dig(product, 'quantity')),
  };
}

/** Segment's properties as GA4's parameters. Its events of one product have that product beside them, not in a list. */
export function readParams(properties: unknown): object {
  const products = list(properties, 'products').map(readItem);
  const of = (...names: readonly string[]): unknown =>
    names.map((name) => dig(properties, name)).find((it) => it !== undefined && it !== null);
  return {
    currency: of('currency'),
    value: of('value', 'revenue', 'total', 'subtotal'),
    coupon: of('coupon', 'coupon_id'),
    transaction_id: of('order_id'),
    checkout_step: of('step'),
    shipping_tier: of('shipping_method'),
    payment_type: of('payment_method'),
    search_term: of('query'),
    items: products.length || !of('product_id', 'sku') ? products : [readItem(properties)],
  };
}
