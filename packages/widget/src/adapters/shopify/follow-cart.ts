import type { GuestHost } from '../../sdk/guests.ts';
import { changes } from '../shared/changes.ts';
import type { Tell } from '../shared/teller.ts';
import { fetchCart } from './cart.ts';
import type { ShopifyCart } from './cart.ts';

export interface FollowedCart {
  /** As it was when it was last looked at. */
  readonly _now: () => ShopifyCart | undefined;
  /** Looks at it again, after what is under way, and tells what is different. */
  readonly _look: () => Promise<void>;
}

/** Knows the cart by looking at it: once at the start, and whenever something may have changed it. */
export function followCart(host: GuestHost, tell: Tell): FollowedCart {
  let now: ShopifyCart | undefined;
  let looking: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const before = now;
    now = (await fetchCart().catch(() => undefined)) ?? before;
    if (!before || !now || host._signal.aborted) return;
    for (const [name, params] of changes(before, now)) tell('cart', name, params);
    for (const coupon of now.refused) {
      if (!before.refused.includes(coupon)) tell('cart', 'coupon_rejected', { coupon });
    }
  };

  return { _now: () => now, _look: () => (looking = looking.then(look)) };
}
