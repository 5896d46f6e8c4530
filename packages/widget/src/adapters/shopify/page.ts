import { address } from '../../env.ts';
import { dig, global, list } from '../shared/find.ts';
import { fromMinor } from '../shared/items.ts';
import type { Tell } from '../shared/teller.ts';
import type { FollowedCart } from './follow-cart.ts';

/** Not the theme: the same view told by both is told once. */
const SOURCE = 'page';

/** `ShopifyAnalytics.meta`, which every Liquid storefront has, for themes without standard events: prices are in hundredths, as in Liquid. */
export function tellPage(tell: Tell, cart: FollowedCart): void {
  const meta = dig(global('ShopifyAnalytics'), 'meta');
  const type = dig(meta, 'page.pageType');
  if (type === 'product') {
    const variants = list(meta, 'product.variants');
    const chosen = new URL(address()).searchParams.get('variant') ?? dig(meta, 'selectedVariantId');
    const variant = variants.find((one) => String(dig(one, 'id')) === String(chosen)) ?? variants[0];
    const value = fromMinor(dig(variant, 'price'), 2);
    tell(SOURCE, 'view_item', {
      currency: dig(meta, 'currency'),
      value,
      items: [{ item_id: String(dig(variant, 'id')), item_name: dig(variant, 'name'), price: value, quantity: 1 }],
    });
  }
  if (type === 'collection') tell(SOURCE, 'view_item_list', { items: [] });
  // After the first look at it.
  if (type === 'cart') {
    void cart._look().then(() => {
      const now = cart._now();
      if (now?.items.length) tell(SOURCE, 'view_cart', now);
    });
  }
}
