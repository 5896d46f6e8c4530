import { removeCoupon } from './coupon.js';
import { el, icon } from './dom.js';
import { money } from './money.js';
import { page } from './page.js';

/**
 * The lines of a bill, from the server's quote.
 *
 * @param {HTMLElement} host
 * @param {import('./quote.js').Quote} quote
 * @param {{ isFinal?: boolean }} [options] final: nothing can be changed any more
 */
export function showTotals(host, quote, options = {}) {
  const coupon = quote.coupon?.accepted ? quote.coupon : undefined;
  const rows = [row('Subtotal', money(quote.subtotal))];
  if (coupon) rows.push(couponRow(coupon, quote, options.isFinal === true));
  rows.push(shippingRow(quote));
  const total = row('Total', money(quote.total), 'totals__sum');
  total.querySelector('dt')?.append(el('span', { class: 'totals__tax' }, `includes ${money(quote.tax)} sales tax`));
  host.replaceChildren(...rows, total);
}

/** @param {string} name @param {string | Node} value @param {string} [className] */
function row(name, value, className) {
  return el('div', { class: className }, el('dt', {}, name), el('dd', {}, value));
}

/** @param {import('./quote.js').Quote} quote */
function shippingRow(quote) {
  const label = page.shipping[quote.method].label;
  const list = page.shipping[quote.method].price;
  if (quote.shipping === list) return row(`${label} shipping`, money(quote.shipping));
  const price = el(
    'span',
    {},
    el('s', { 'aria-label': `instead of ${money(list)}` }, money(list)),
    ' ',
    quote.shipping === 0 ? 'Free' : money(quote.shipping),
  );
  return row(`${label} shipping`, price);
}

/**
 * @param {{ code: string, label: string }} coupon
 * @param {import('./quote.js').Quote} quote
 * @param {boolean} isFinal
 */
function couponRow(coupon, quote, isFinal) {
  const line = row(coupon.label, quote.discount > 0 ? `−${money(quote.discount)}` : '', 'totals__coupon');
  const tag = el('span', { class: 'tag' }, coupon.code);
  if (!isFinal) {
    const remove = el('button', { type: 'button', 'aria-label': `Remove the code ${coupon.code}` }, icon('close'));
    remove.addEventListener('click', removeCoupon);
    tag.append(remove);
  }
  line.querySelector('dt')?.append(tag);
  return line;
}
