import { page } from './page.js';

/**
 * What was typed in the first step, for this tab only, so that a reload does not cost the shopper the address.
 * Nothing of the card is ever kept.
 */
const KEY = `${page.shop}.checkout`;
const ORDER_KEY = `${page.shop}.order`;

/** @returns {Record<string, string>} */
export function readDraft() {
  return /** @type {Record<string, string>} */ (read(KEY) ?? {});
}

/** @param {Record<string, string>} values */
export function writeDraft(values) {
  write(KEY, values);
}

export function clearDraft() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // No storage, nothing kept.
  }
}

/**
 * The order just placed, for the confirmation page.
 *
 * @typedef {{ order: import('./quote.js').Quote & { transactionId: string }, contact: Record<string, string>, placedAt: string, isReported: boolean }} PlacedOrder
 */

/** @returns {PlacedOrder | undefined} */
export function readPlacedOrder() {
  return /** @type {PlacedOrder | undefined} */ (read(ORDER_KEY));
}

/** @param {PlacedOrder} placed */
export function writePlacedOrder(placed) {
  write(ORDER_KEY, placed);
}

/** @param {string} key @returns {unknown} */
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} key @param {unknown} value */
function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: the shopper types again after a reload.
  }
}
