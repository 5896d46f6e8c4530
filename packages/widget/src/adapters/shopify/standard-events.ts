import { listen, page } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { dig, list, safely } from '../shared/find.ts';
import { decimal } from '../shared/items.ts';
import type { Tell } from '../shared/teller.ts';
import type { FollowedCart } from './follow-cart.ts';
import { idOf } from './ids.ts';

/** The cart as a theme gives it along: no names in it, so that the items are the Ajax API's. */
const SOURCE = 'theme';

/** https://shopify.dev/docs/api/storefront-events-and-actions/events: amounts are decimal texts, ids are `gid://shopify/…`. */
export function followEvents(host: GuestHost, tell: Tell, cart: FollowedCart): void {
  const on = (name: string, handle: (event: Event) => void): void =>
    listen(page(), `shopify:${name}`, safely(handle), host._signal);

  /** The event comes before the change, its promise after it; an event of ours does not wait for a theme that never resolves. */
  const after = (event: Event, then: (result: unknown) => void): void => {
    Promise.resolve(dig(event, 'promise')).then(safely(then), () => undefined);
  };

  on('product:view', (event) => {
    // Cards in a list come into view too.
    if (dig(event, 'context') !== 'page') return;
    const product = dig(event, 'product');
    const variant = dig(product, 'selectedVariant');
    const value = decimal(dig(variant, 'price.amount'));
    const id = idOf(dig(variant, 'id') ?? dig(product, 'id'));
    tell(SOURCE, 'view_item', {
      currency: dig(variant, 'price.currencyCode'),
      value,
      items: [{ item_id: id, item_name: dig(product, 'title'), price: value, quantity: 1 }],
    });
  });
  on('collection:view', (event) =>
    tell(SOURCE, 'view_item_list', { item_list_name: dig(event, 'collection.handle'), items: [] }),
  );
  on('cart:view', () => {
    void cart._look().then(() => {
      const now = cart._now();
      if (now) tell(SOURCE, 'view_cart', now);
    });
  });
  on('cart:lines-update', (event) => after(event, () => void cart._look()));
  on('cart:discount-update', (event) =>
    after(event, (result) => {
      for (const code of list(result, 'cart.discountCodes')) {
        if (dig(code, 'applicable') === false) tell(SOURCE, 'coupon_rejected', { coupon: dig(code, 'code') });
      }
      void cart._look();
    }),
  );
}
