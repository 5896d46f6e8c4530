import type { GuestHost } from '../../sdk/guests.ts';
import { dig, global, safely } from '../shared/find.ts';
import type { Tell } from '../shared/teller.ts';

interface Data {
  readonly subscribe: (listener: () => void) => unknown;
  readonly select: (store: string) => unknown;
}

/**
 * A code that the cart and checkout blocks refuse is an error of theirs called `coupon`:
 * https://developer.woocommerce.com/docs/block-development/reference/data-store/validation/. False while there is no data store yet.
 */
export function followCoupon({ _signal: signal }: GuestHost, tell: Tell): boolean {
  const found = dig(global('wp'), 'data');
  if (typeof dig(found, 'subscribe') !== 'function') return false;
  const data = found as Data;
  let before: unknown;
  const stop = data.subscribe(
    safely(() => {
      const ask = dig(data.select('wc/store/validation'), 'getValidationError') as
        | ((id: string) => unknown)
        | undefined;
      const error = ask?.('coupon');
      if (error && error !== before) tell('blocks', 'coupon_rejected', {});
      before = error;
    }),
  );
  if (typeof stop === 'function') signal.addEventListener('abort', () => (stop as () => void)());
  return true;
}
