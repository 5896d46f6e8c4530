import { readCart, setCoupon, setShipping } from './cart.js';
import { push } from './data-layer.js';
import { fetchQuote } from './quote.js';

/**
 * Asks the server about a code and, if it holds, keeps it with the cart. Free express shipping is chosen along with it,
 * because a code that the shopper has to activate twice looks broken.
 *
 * @param {string} typed
 * @returns {Promise<import('./quote.js').CouponVerdict>}
 */
export async function applyCoupon(typed) {
  const code = typed.trim().toUpperCase();
  const quote = await fetchQuote({ ...readCart(), coupon: code });
  const verdict = quote.coupon ?? { code, accepted: false, reason: 'Type a code first.' };
  if (verdict.accepted) {
    setCoupon(verdict.code);
    if (verdict.freeExpress) setShipping('express');
  } else {
    push({ event: 'coupon_rejected', coupon: verdict.code });
  }
  return verdict;
}

/** Takes the code out again. Express shipping that was free goes back to standard, so that nobody is charged by surprise. */
export function removeCoupon() {
  setCoupon(undefined);
  setShipping('standard');
}
