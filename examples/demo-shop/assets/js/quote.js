import { page } from './page.js';

/**
 * What the server says a cart costs, in cents.
 *
 * @typedef {import('./page.js').ShippingMethod} ShippingMethod
 * @typedef {{ code: string, accepted: true, label: string, freeExpress: boolean } | { code: string, accepted: false, reason: string }} CouponVerdict
 * @typedef {{
 *   currency: string, items: { sku: string, name: string, quantity: number, price: number, discount: number }[],
 *   subtotal: number, discount: number, value: number, method: ShippingMethod, shipping: number,
 *   shippingPrices: Record<ShippingMethod, number>, tax: number, total: number, coupon?: CouponVerdict,
 * }} Quote
 * @typedef {{ title: string, code: string, mistakes?: { pointer: string, detail: string }[] }} Problem
 */

/** An answer that is not the hoped-for one, with a sentence a shopper can read. */
export class ShopError extends Error {
  /** @param {string} message @param {Problem} [problem] */
  constructor(message, problem) {
    super(message);
    this.problem = problem;
  }
}

/**
 * @param {import('./cart.js').Cart} cart
 * @returns {Promise<Quote>}
 */
export function fetchQuote(cart) {
  return post('quote', { items: cart.lines, shipping: cart.shipping, coupon: cart.coupon });
}

/**
 * @param {import('./cart.js').Cart} cart
 * @param {Record<string, string>} contact
 * @returns {Promise<Quote & { transactionId: string }>}
 */
export function placeOrder(cart, contact) {
  return post('orders', { items: cart.lines, shipping: cart.shipping, coupon: cart.coupon, contact });
}

/** @param {'quote' | 'orders'} what @param {unknown} body */
async function post(what, body) {
  let response;
  try {
    response = await fetch(`${page.base}api/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new ShopError('We could not reach the shop. Check your connection and try again.');
  }
  if (response.ok) return response.json();
  /** @type {Problem | undefined} */
  const problem = await response.json().catch(() => undefined);
  throw new ShopError(
    problem?.mistakes?.[0]?.detail ?? problem?.title ?? 'Something went wrong on our side. Please try again.',
    problem,
  );
}
