import { formatCount, formatMoney, say } from '../format.ts';
import type { Money } from '../format.ts';
import { strings } from '../strings.ts';

/** What the tab says: a ring before anything else, then what is unread. */
export function pageTitle(
  ring: { readonly shop: string; readonly cart: Money | undefined } | undefined,
  unread: number,
): string {
  const { product } = strings.shell;
  if (ring) {
    const { shop, cart } = ring;
    const text = cart ? strings.ring.titleValue : strings.ring.title;
    return say(text, { shop, value: cart ? formatMoney(cart) : '' });
  }
  return unread > 0 ? `(${formatCount(unread)}) ${product}` : product;
}
