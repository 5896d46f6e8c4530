import type { CartItem } from '@tillside/protocol';
import { isCheckoutEvent } from '../page/page.ts';
import { isRecord } from './data-layer.ts';
import type { Params } from './data-layer.ts';
import { minorUnits, toMinor } from './money.ts';
import { short } from './text.ts';

/** What is in the cart, in minor units of its currency. */
export interface Cart {
  readonly value: number;
  readonly currency: string;
  readonly quantity: number;
  readonly items: readonly CartItem[];
}

const MOST_ITEMS = 50;
const MOST_PIECES = 100_000;

function readItem(raw: unknown, units: number): CartItem[] {
  if (!isRecord(raw)) return [];
  const id = short(raw['item_id'] ?? raw['id'] ?? raw['sku']);
  const name = short(raw['item_name'] ?? raw['name']);
  // Whole, and 0 for what is no number.
  const quantity = ~~((raw['quantity'] ?? 1) as number);
  const item = {
    id: id || name,
    name: name || id,
    quantity: quantity >= 0 ? Math.min(quantity, MOST_PIECES) : 1,
    price: toMinor(raw['price'], units),
  };
  return item.id ? [item] : [];
}

const sum = (items: readonly CartItem[], of: (item: CartItem) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** The cart that one GA4 event tells: its `items`, and `value` or, without one, what they come to. Nothing without a currency. */
export function readCart(params: Params, shopCurrency: string): Cart | undefined {
  const currency = (short(params['currency']) || shopCurrency).toUpperCase();
  const units = minorUnits(currency);
  const list = params['items'];
  if (!units) return undefined;
  const items = Array.isArray(list) ? list.slice(0, MOST_ITEMS).flatMap((item) => readItem(item, units)) : [];
  const value = toMinor(params['value'], units);
  if (value === undefined && !items.length) return undefined;
  return {
    value: value ?? sum(items, (item) => (item.price ?? 0) * item.quantity),
    currency,
    quantity: sum(items, (item) => item.quantity),
    items,
  };
}

function merge(cart: Cart, { items, value, quantity }: Cart, sign: 1 | -1): Cart {
  const byId = new Map(cart.items.map((item) => [item.id, item]));
  for (const item of items) {
    byId.set(item.id, { ...item, quantity: (byId.get(item.id)?.quantity ?? 0) + sign * item.quantity });
  }
  return {
    ...cart,
    value: Math.max(0, cart.value + sign * value),
    quantity: Math.max(0, cart.quantity + sign * quantity),
    items: [...byId.values()].filter((item) => item.quantity > 0).slice(-MOST_ITEMS),
  };
}

/** The cart after this event. Events that say nothing of it leave it as it was; a purchase empties it. */
export function cartAfter(
  cart: Cart | undefined,
  name: string,
  params: Params,
  shopCurrency: string,
): Cart | undefined {
  if (name === 'purchase') return undefined;
  // These tell a change; `view_cart` and the events of the checkout tell all of it.
  const sign = name === 'add_to_cart' ? 1 : name === 'remove_from_cart' ? -1 : 0;
  if (!sign && name !== 'view_cart' && !isCheckoutEvent(name)) return cart;
  const told = readCart(params, shopCurrency);
  if (!told) return cart;
  if (!sign) return told;
  const before = cart?.currency === told.currency ? cart : { ...told, value: 0, quantity: 0, items: [] };
  return merge(before, told, sign);
}
