import { addressLines } from './address.js';
import { readPlacedOrder, writePlacedOrder } from './checkout-draft.js';
import { track } from './data-layer.js';
import { arrivalOf } from './delivery-dates.js';
import { byId, el } from './dom.js';
import { decimal } from './money.js';
import { page } from './page.js';
import { showSmallLines } from './small-lines.js';
import { showTotals } from './totals.js';
import { startFrame } from './frame.js';

/** The order just placed in this tab. */

startFrame();
const placed = readPlacedOrder();
const isThisOrder =
  placed !== undefined && new URLSearchParams(location.search).get('order') === placed.order.transactionId;
byId('no-order', HTMLElement).hidden = isThisOrder;
byId('order', HTMLElement).hidden = !isThisOrder;
if (placed && isThisOrder) {
  report(placed);
  show(placed);
}

/** Once for an order: a reload of this page is not another purchase. @param {import('./checkout-draft.js').PlacedOrder} placed */
function report(placed) {
  if (placed.isReported) return;
  const { order } = placed;
  track('purchase', order.items, {
    coupon: order.coupon?.code,
    extra: {
      transaction_id: order.transactionId,
      value: decimal(order.value),
      shipping: decimal(order.shipping),
      tax: decimal(order.tax),
    },
  });
  writePlacedOrder({ ...placed, isReported: true });
}

/** @param {import('./checkout-draft.js').PlacedOrder} placed */
function show({ order, contact, placedAt }) {
  const first = (contact['name'] ?? '').split(/\s+/u)[0];
  byId('thanks-title', HTMLElement).textContent = first ? `Thank you, ${first}` : 'Thank you';
  byId('order-id', HTMLElement).textContent = order.transactionId;
  byId('order-email', HTMLElement).textContent = contact['email'] ?? '';
  byId('order-arrives', HTMLElement).textContent =
    `${page.shipping[order.method].label}, arrives ${arrivalOf(order.method, new Date(placedAt))}`;
  byId('order-address', HTMLElement).replaceChildren(...addressLines(contact).map((line) => el('span', {}, line)));
  showSmallLines(byId('lines', HTMLElement), order.items);
  showTotals(byId('totals', HTMLElement), order, { isFinal: true });
}
