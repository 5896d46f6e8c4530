import { localStore } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { minorUnits } from '../../shop/money.ts';
import { dig, list, safely } from './find.ts';
import { decimal, pieces } from './items.ts';
import type { SeenCart } from './items.ts';

/** Whether the visitor agreed to what rules remember over pages: the bit that consent/consent.ts keeps for `analytics`. */
export const mayKeep = (store: Storage, prefix: string): boolean => (Number(store.getItem(`${prefix}consent`)) & 2) > 0;

/**
 * The cart as the page before left it in the widget's own storage, for confirmations that say nothing but a number. Nothing without
 * consent: then nothing is stored, and no order is told either.
 */
export function keptCart({ _options: options }: GuestHost): SeenCart | undefined {
  let found: SeenCart | undefined;
  safely(() => {
    const prefix = `tillside:${options.site}:`;
    const store = localStore();
    if (!store || !mayKeep(store, prefix)) return;
    const cart = dig(JSON.parse(store.getItem(`${prefix}cart`) ?? ''), 'cart');
    const currency = dig(cart, 'currency');
    if (typeof currency !== 'string') return;
    const of = (amount: unknown): number | undefined => {
      const minor = decimal(amount);
      return minor === undefined ? minor : minor / (minorUnits(currency) ?? 1);
    };
    found = {
      currency,
      value: of(dig(cart, 'value')),
      items: list(cart, 'items').map((item) => ({
        item_id: String(dig(item, 'id')),
        item_name: String(dig(item, 'name')),
        price: of(dig(item, 'price')),
        quantity: pieces(dig(item, 'quantity')),
      })),
    };
  })();
  return found;
}
