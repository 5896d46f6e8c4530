import { listen, localStore, win } from '../../env.ts';
import { isRecord } from '../../shop/data-layer.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { safely } from '../shared/find.ts';
import { mayKeep } from '../shared/kept-cart.ts';
import type { Tell } from '../shared/teller.ts';

/** What happened in the checkout longer ago says nothing of the visit that goes on now. */
const FRESH_MS = 30 * 60_000;

/**
 * What the custom pixel noted in the checkout, where no widget is: errors and refused codes, told by the next page of the storefront or
 * by one that is still open. (Its orders are found by every page, with or without this part: see shop/shop.ts.)
 */
export function readPixel({ _options: options, _signal: signal }: GuestHost, tell: Tell): void {
  const prefix = `tillside:${options.site}:`;
  const read = safely(() => {
    const store = localStore();
    if (!store || !mayKeep(store, prefix)) return;
    const notes = store.getItem(`${prefix}pixel`);
    if (!notes) return;
    store.removeItem(`${prefix}pixel`);
    const all: unknown = JSON.parse(notes);
    for (const note of Array.isArray(all) ? all.slice(-20) : []) {
      if (!isRecord(note) || !(Date.now() - Number(note['at']) < FRESH_MS)) continue;
      const name = note['name'];
      if (name === 'checkout_error' || name === 'coupon_rejected') tell('pixel', name, { code: note['code'] });
    }
  });
  read();
  listen(win(), 'storage', read, signal);
  listen(win(), 'pageshow', read, signal);
}
