import type { OrderReport } from '@tillside/protocol';
import { readCart, short } from './cart.ts';
import type { Params } from './data-layer.ts';

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
