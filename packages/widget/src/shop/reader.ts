import type { OrderReport } from '@tillside/protocol';
import type { Store } from '../consent/store.ts';
import type { Rules } from '../rules/rules.ts';
import { cartAfter } from './cart.ts';
import type { Cart } from './cart.ts';
import { isRecord } from './data-layer.ts';
import type { Params } from './data-layer.ts';
import { newOrder } from './order.ts';

const LAST_STEP = 20;

/** Which step of the checkout a `checkout_step` event tells. */
function readStep(params: Params): number | undefined {
  const step = ~~((params['checkout_step'] ?? params['step']) as number);
  return step > 0 && step <= LAST_STEP ? step : undefined;
}

/** Storage belongs to whoever has the page. */
function parse(kept: string | undefined): Params | undefined {
  try {
    const found: unknown = JSON.parse(JSON.parse(kept ?? ''));
    return isRecord(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads cart, step and orders out of the shop's events: downloaded on pages that tell one. Gives cart and step after the event, keeps the
 * cart for the next page, and hands on orders that nobody has told of yet: also `left`, a purchase as an earlier page stored it, which
 * went before anybody could read it.
 */
export function read(
  store: Store,
  currency: string,
  since: number,
  before: Cart | undefined,
  step: number | undefined,
  name: string,
  params: Params,
  left: string | undefined,
  onOrder: (order: OrderReport) => void,
  rules: Pick<Rules, '_outcome'>,
): [cart: Cart | undefined, step: number | undefined, left?: undefined] {
  const isOver = name === 'purchase';
  const old = parse(left);
  for (const bought of [old, isOver && params]) {
    const order = bought && newOrder(store, bought, currency, since);
    if (!order) continue;
    onOrder(order);
    rules._outcome('ordered');
  }
  if (left || isOver) store._set('bought', undefined);
  // What an earlier page sold is in the cart no more.
  const cart = cartAfter(old ? undefined : before, name, params, currency);
  if (cart !== before) store._set('cart', cart && { cart, at: Date.now() });
  if (name === 'begin_checkout') return [cart, 1];
  return [cart, isOver ? undefined : (name === 'checkout_step' && readStep(params)) || step];
}
