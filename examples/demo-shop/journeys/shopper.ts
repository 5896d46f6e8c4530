import type { Chance } from './chance.ts';
import type { Pen } from './pen.ts';

export interface Product {
  readonly sku: string;
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
}

/** One shopper on the way. */
export interface Shopper {
  readonly chance: Chance;
  readonly pen: Pen;
  readonly device: 'desktop' | 'phone' | 'tablet';
  readonly cart: Map<Product, number>;
}

/** What is in the cart, as facts; `null` where it is empty. */
export function cartFacts(cart: Shopper['cart']) {
  const lines = [...cart];
  const isEmpty = lines.length === 0;
  return {
    'cart.value': isEmpty ? null : lines.reduce((sum, [{ price }, quantity]) => sum + price * quantity, 0),
    'cart.currency': isEmpty ? null : 'USD',
    'cart.quantity': isEmpty ? null : lines.reduce((sum, [, quantity]) => sum + quantity, 0),
    'cart.skus': isEmpty ? null : lines.map(([{ sku }]) => sku),
    'cart.items': isEmpty
      ? null
      : lines.map(([{ sku, category, price }, quantity]) => ({ sku, category, price, quantity })),
  };
}

/** Most of those who leave move towards the address first. */
export function leave({ chance, pen, device }: Shopper): void {
  pen.wait(chance.around(4_000));
  if (chance.isIn(0.6)) pen.hear('exit_intent', { of: device === 'desktop' ? 'pointer' : 'touch' });
}
