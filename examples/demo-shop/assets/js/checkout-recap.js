import { addressLines } from './address.js';
import { arrivalOf } from './delivery-dates.js';
import { byId, el } from './dom.js';
import { page } from './page.js';

/**
 * Above a step, what the steps before it settled, each with a way back.
 *
 * @param {import('./checkout-steps.js').Step} step
 * @param {Record<string, string>} contact
 * @param {import('./page.js').ShippingMethod} shipping
 */
export function showRecap(step, contact, shipping) {
  const host = byId('recap', HTMLElement);
  const rows = [];
  if (step !== 'contact') {
    rows.push(row('Receipt', contact['email'] ?? '', '#contact', 'Change the e-mail address'));
    rows.push(row('To', addressLines(contact).slice(0, -1).join(', '), '#contact', 'Change the address'));
  }
  if (step === 'payment') {
    rows.push(
      row(
        'Delivery',
        `${page.shipping[shipping].label}, arrives ${arrivalOf(shipping, new Date())}`,
        '#delivery',
        'Change the delivery',
      ),
    );
  }
  host.hidden = rows.length === 0;
  host.replaceChildren(...rows);
}

/** @param {string} name @param {string} value @param {string} href @param {string} label */
function row(name, value, href, label) {
  return el(
    'div',
    {},
    el('dt', {}, name),
    el('dd', {}, value),
    el('dd', {}, el('a', { href, 'aria-label': label }, 'Change')),
  );
}
