import type { OrderReport } from '@tillside/protocol';
import type { Store } from '../consent/store.ts';
import { readCart } from './cart.ts';
import type { Params } from './data-layer.ts';
import { short } from './text.ts';

/** So many transaction ids are remembered, so that a reloaded confirmation is not a second order. */
const MOST_ORDERS = 50;

/** The order that a `purchase` event tells; nothing when it has no amount. What it does not tell is not there in JSON. */
export function readOrder(params: Params, shopCurrency: string): OrderReport | undefined {
  const bought = readCart(params, shopCurrency);
  return (
    bought &&
    ({
      value: bought.value,
      currency: bought.currency,
      items: bought.items,
      transactionId: short(params['transaction_id']) || undefined,
      coupon: short(params['coupon']) || undefined,
    } as OrderReport)
  );
}

/** The order of a `purchase` that was not told before; `since` is when its page was entered. */
export function newOrder(store: Store, params: Params, shopCurrency: string, since: number): OrderReport | undefined {
  const order = readOrder(params, shopCurrency);
  if (!order) return undefined;
  const told = [store._get<string[]>('orders') ?? []].flat();
  // One without a number is told once a page; it cannot be known again.
  const id = order.transactionId ?? order.value + order.currency + since;
  if (told.includes(id)) return undefined;
  store._set('orders', [...told, id].slice(-MOST_ORDERS));
  return order;
}
