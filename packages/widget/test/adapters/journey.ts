import { minorUnits } from '../../src/shop/money.ts';

/** What a visitor does, in GA4's names, in this order. */
export const STEPS = [
  'view_item',
  'add_to_cart',
  'view_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
  'purchase',
] as const;
export type Step = (typeof STEPS)[number];

/** Two pieces of one product, from its page to the confirmation. */
export interface Journey {
  readonly currency: string;
  /** As people write it: decimal. */
  readonly price: number;
  readonly id: string;
  readonly name: string;
  readonly order: string;
}

export const QUANTITY = 2;

/** Two decimals, none, three; each with an amount that a float gets wrong if it is multiplied carelessly. */
export const journeys: readonly Journey[] = [
  { currency: 'USD', price: 35.85 },
  { currency: 'JPY', price: 9_800 },
  { currency: 'KWD', price: 35.855 },
].map((money) => ({ ...money, id: '40012', name: 'Hollin weekender', order: '7001' }));

export const total = ({ price }: Journey): number => Number((price * QUANTITY).toFixed(3));

/** What the widget's canonical events say of the cart, in minor units. */
export function expectedCart({ currency, price, id, name }: Journey, quantity = QUANTITY): object {
  const minor = Math.round(price * (minorUnits(currency) ?? 0));
  return {
    value: minor * quantity,
    currency,
    quantity,
    items: [{ id, name, price: minor, quantity }],
  };
}

/** The same as a shop's tags push it: GA4's parameters. */
export function ga4(journey: Journey, step: Step): Record<string, unknown> {
  const { currency, price, id, name, order } = journey;
  const quantity = step === 'view_item' ? 1 : QUANTITY;
  return {
    currency,
    value: step === 'view_item' ? price : total(journey),
    items: [{ item_id: id, item_name: name, price, quantity }],
    ...(step === 'purchase' && { transaction_id: order }),
  };
}
