/** Money is whole minor units everywhere in this shop: cents, for dollars. */
export const CURRENCY = 'USD';
export const grinder = { sku: 'kestrel-64', name: 'Kestrel grinder', price: 48_900 };
export const SHIPPING = 1_800;

const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: CURRENCY });
/** 2 for USD, 0 for JPY, 3 for KWD. */
const digits = format.resolvedOptions().maximumFractionDigits ?? 2;

/** As GA4's events have it, and `track` with them: 489 for 48,900 cents. */
const toDecimal = (amount: number): number => amount / 10 ** digits;

export const inWords = (amount: number): string => format.format(toDecimal(amount));

/** What GA4's e-commerce events say of so many grinders. */
export const asEvent = (quantity: number) => ({
  currency: CURRENCY,
  value: toDecimal(grinder.price * quantity),
  items: [{ item_id: grinder.sku, item_name: grinder.name, price: toDecimal(grinder.price), quantity }],
});
