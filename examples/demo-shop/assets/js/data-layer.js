import { decimal } from './money.js';
import { page, productOf } from './page.js';

/**
 * The shop's dataLayer, as a tag manager reads it: GA4's e-commerce events, each after a reset of the one before.
 *
 * @typedef {{ sku: string, quantity: number, price?: number, discount?: number }} TrackedLine price and discount in cents
 * @typedef {{ list?: { id: string, name: string }, coupon?: string | undefined, extra?: Record<string, string | number | undefined> }} More
 */

/** @param {Record<string, unknown>} entry */
export function push(entry) {
  const owner = /** @type {{ dataLayer?: unknown[] }} */ (/** @type {unknown} */ (window));
  owner.dataLayer ??= [];
  owner.dataLayer.push(entry);
}

/** @param {string} event @param {TrackedLine[]} lines @param {More} [more] */
export function track(event, lines, more = {}) {
  const items = lines.map((line, index) => toItem(line, index, more.list));
  const cents = lines.reduce((sum, line) => sum + priceOf(line) * line.quantity, 0);
  const ecommerce = {
    // A list has no value of its own: nobody has chosen anything yet.
    ...(more.list ? { item_list_id: more.list.id, item_list_name: more.list.name } : { value: decimal(cents) }),
    currency: page.currency,
    ...(more.coupon === undefined ? {} : { coupon: more.coupon }),
    ...more.extra,
    items,
  };
  push({ ecommerce: null });
  push({ event, ecommerce });
}

/** @param {TrackedLine} line @param {number} index @param {More['list']} list */
function toItem(line, index, list) {
  const product = productOf(line.sku);
  return {
    item_id: line.sku,
    item_name: product?.name,
    item_brand: page.name,
    item_category: product?.category,
    item_variant: product?.variant,
    price: decimal(priceOf(line)),
    quantity: line.quantity,
    ...(line.discount ? { discount: decimal(line.discount) } : {}),
    ...(list ? { index, item_list_id: list.id, item_list_name: list.name } : {}),
  };
}

/** @param {TrackedLine} line */
function priceOf(line) {
  return line.price ?? productOf(line.sku)?.price ?? 0;
}
