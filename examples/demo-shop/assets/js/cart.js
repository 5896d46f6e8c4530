import { page, productOf } from './page.js';

/**
 * The cart, kept in localStorage: what the shopper put in, never what it costs. Prices are the server's business.
 *
 * @typedef {{ sku: string, quantity: number }} Line
 * @typedef {{ lines: Line[], coupon: string | undefined, shipping: import('./page.js').ShippingMethod }} Cart
 */

const KEY = `${page.shop}.cart`;
export const MAX_QUANTITY = 10;

/** Serves where the browser refuses storage: the cart then lives as long as the page. @type {string | null} */
let memory = null;

/** Reads the cart and drops whatever the shop no longer sells. @returns {Cart} */
export function readCart() {
  /** @type {unknown} */
  let stored;
  try {
    stored = JSON.parse(load() ?? 'null');
  } catch {
    stored = null;
  }
  const cart = /** @type {Partial<Record<keyof Cart, unknown>>} */ (
    typeof stored === 'object' && stored !== null ? stored : {}
  );
  const lines = Array.isArray(cart.lines) ? cart.lines : [];
  return {
    lines: lines.flatMap((/** @type {unknown} */ line) => readLine(line)),
    coupon: typeof cart.coupon === 'string' ? cart.coupon : undefined,
    shipping: cart.shipping === 'express' ? 'express' : 'standard',
  };
}

/** @param {unknown} stored @returns {Line[]} */
function readLine(stored) {
  if (typeof stored !== 'object' || stored === null || !('sku' in stored) || !('quantity' in stored)) return [];
  const { sku } = stored;
  const quantity = clamp(Number(stored.quantity));
  return typeof sku === 'string' && productOf(sku) && quantity > 0 ? [{ sku, quantity }] : [];
}

/** @param {Cart} cart */
function writeCart(cart) {
  const text = JSON.stringify(cart);
  try {
    localStorage.setItem(KEY, text);
  } catch {
    memory = text;
  }
  announce();
}

function load() {
  try {
    return localStorage.getItem(KEY) ?? memory;
  } catch {
    return memory;
  }
}

/** Adds pieces and says how many really went in (a line holds ten at most). @param {string} sku @param {number} quantity */
export function addToCart(sku, quantity) {
  const cart = readCart();
  const line = cart.lines.find((each) => each.sku === sku);
  const before = line?.quantity ?? 0;
  const after = clamp(before + quantity);
  if (line) line.quantity = after;
  else cart.lines.push({ sku, quantity: after });
  writeCart(cart);
  return after - before;
}

/** Sets how many; 0 takes the line out. @param {string} sku @param {number} quantity */
export function setQuantity(sku, quantity) {
  const cart = readCart();
  const wanted = clamp(quantity);
  cart.lines = cart.lines.flatMap((line) =>
    line.sku !== sku ? [line] : wanted > 0 ? [{ sku, quantity: wanted }] : [],
  );
  writeCart(cart);
}

/** @param {string | undefined} coupon */
export function setCoupon(coupon) {
  writeCart({ ...readCart(), coupon });
}

/** @param {Cart['shipping']} shipping */
export function setShipping(shipping) {
  writeCart({ ...readCart(), shipping });
}

export function emptyCart() {
  writeCart({ lines: [], coupon: undefined, shipping: 'standard' });
}

/** @param {Cart} cart */
export function countOf(cart) {
  return cart.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** The goods before any discount, in cents. @param {Cart} cart */
export function subtotalOf(cart) {
  return cart.lines.reduce((sum, line) => sum + (productOf(line.sku)?.price ?? 0) * line.quantity, 0);
}

/** Calls back after every change, also those of other tabs. @param {() => void} listener */
export function onCartChange(listener) {
  document.addEventListener('cart:changed', listener);
}

function announce() {
  document.dispatchEvent(new CustomEvent('cart:changed'));
}

window.addEventListener('storage', (event) => {
  if (event.key === KEY || event.key === null) announce();
});
// A page that comes back out of the browser's back-forward cache still shows the cart of then.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) announce();
});

/** @param {number} quantity */
function clamp(quantity) {
  return Number.isFinite(quantity) ? Math.max(0, Math.min(MAX_QUANTITY, Math.round(quantity))) : 0;
}
