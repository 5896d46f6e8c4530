/**
 * What a shop pushes for GA4, and nothing else is needed for Tillside: one entry per event, amounts decimal in `currency`, after a reset
 * of the entry before. The last two are no GA4 events: they tell what a shopper is stuck at.
 *
 * @typedef {{ currency?: string, value?: number, items?: object[], transaction_id?: string, coupon?: string }} Ecommerce
 */

/** @returns {unknown[]} */
function layer() {
  const shop = /** @type {{ dataLayer?: unknown[] }} */ (/** @type {unknown} */ (window));
  return (shop.dataLayer ??= []);
}

/** @param {string} event @param {Ecommerce} ecommerce */
export function push(event, ecommerce) {
  layer().push({ ecommerce: null });
  layer().push({ event, ecommerce });
}

/** A code that the cart did not take. @param {string} coupon */
export const couponRejected = (coupon) => push('coupon_rejected', { coupon });

/** An error that was shown in the checkout: the shop's own code for it, never its words or what was typed. @param {string} code */
export function checkoutError(code) {
  layer().push({ event: 'checkout_error', code });
}
