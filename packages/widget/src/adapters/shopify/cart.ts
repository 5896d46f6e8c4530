import { win } from '../../env.ts';
import { dig, global, list } from '../shared/find.ts';
import { decimal, pieces } from '../shared/items.ts';
import type { Item, SeenCart } from '../shared/items.ts';

/** A cart, and the codes in it that it does not accept. */
export interface ShopifyCart extends SeenCart {
  readonly refused: readonly string[];
}

/**
 * By what an amount of the Ajax API is larger than the decimal one: 100 in every currency, also where it has no cents (a yen is
 * 100), so that the currency does not tell. `presentment_price` is the same price as a decimal number, where there is one.
 */
function scale(item: unknown): number {
  const ratio = Math.round(Number(dig(item, 'price')) / Number(dig(item, 'presentment_price')));
  return [1, 10, 100, 1000].includes(ratio) ? ratio : 100;
}

/** https://shopify.dev/docs/api/ajax/reference/cart: `GET /cart.js`. */
export function readAjaxCart(cart: unknown): ShopifyCart | undefined {
  const currency = dig(cart, 'currency');
  if (typeof currency !== 'string') return undefined;
  const lines = list(cart, 'items');
  const factor = scale(lines[0]);
  const codes = list(cart, 'discount_codes');
  // Two lines may hold the same variant, with other properties.
  const items = new Map<string, Item>();
  for (const line of lines) {
    const id = String(dig(line, 'variant_id') ?? dig(line, 'id'));
    items.set(id, {
      item_id: id,
      item_name: String(dig(line, 'title') ?? id),
      price: (decimal(dig(line, 'final_price') ?? dig(line, 'price')) ?? 0) / factor,
      quantity: pieces(dig(line, 'quantity')) + (items.get(id)?.quantity ?? 0),
    });
  }
  const code = (isAccepted: boolean) => (it: unknown) =>
    (dig(it, 'applicable') !== false) === isAccepted ? [String(dig(it, 'code'))] : [];
  return {
    currency,
    value: (decimal(dig(cart, 'total_price')) ?? 0) / factor,
    coupon: codes.flatMap(code(true))[0],
    items: [...items.values()],
    refused: codes.flatMap(code(false)),
  };
}

/** Asks the shop for the visitor's cart, as its theme does. */
export async function fetchCart(): Promise<ShopifyCart | undefined> {
  const root = dig(global('Shopify'), 'routes.root');
  const answer = await win().fetch(`${typeof root === 'string' ? root : '/'}cart.js`, {
    headers: { accept: 'application/json' },
  });
  return answer.ok ? readAjaxCart(await answer.json()) : undefined;
}
