import { readCart, setCoupon, subtotalOf } from './cart.js';
import { push } from './data-layer.js';
import { arrivalOf } from './delivery-dates.js';
import { byId, el } from './dom.js';
import { money } from './money.js';
import { page } from './page.js';
import { fetchQuote } from './quote.js';
import { showSmallLines } from './small-lines.js';
import { toast } from './toast.js';
import { showTotals } from './totals.js';

const wide = window.matchMedia('(min-width: 960px)');
let asked = 0;

/** Beside the form on a wide screen and always open there; on a phone it folds into one line with the total. */
export function startSummaryFold() {
  const summary = byId('summary', HTMLDetailsElement);
  const fold = () => {
    summary.open = wide.matches;
  };
  wide.addEventListener('change', fold);
  fold();
  byId('summary', HTMLElement)
    .querySelector('summary')
    ?.addEventListener('click', (event) => {
      if (wide.matches) event.preventDefault();
    });
}

/**
 * Shows items, totals and the prices of delivery as the server quotes them.
 *
 * @returns {Promise<import('./quote.js').Quote | undefined>}
 */
export async function refreshSummary() {
  const cart = readCart();
  asked += 1;
  const mine = asked;
  showSmallLines(byId('lines', HTMLElement), cart.lines);
  try {
    const quote = await fetchQuote(cart);
    if (mine !== asked) return undefined;
    if (quote.coupon?.accepted === false) {
      // A code that was saved blind turns out not to hold: say so once, and let the order go on without it.
      setCoupon(undefined);
      push({ event: 'coupon_rejected', coupon: quote.coupon.code });
      toast('This code could not be added', quote.coupon.reason);
      return undefined;
    }
    show(quote);
    return quote;
  } catch {
    if (mine === asked) byId('summary-total', HTMLElement).textContent = money(subtotalOf(cart));
    return undefined;
  }
}

/** @param {import('./quote.js').Quote} quote */
function show(quote) {
  showTotals(byId('totals', HTMLElement), quote);
  byId('summary-total', HTMLElement).textContent = money(quote.total);
  byId('place-order', HTMLElement).textContent = `Place order, ${money(quote.total)}`;
  for (const method of /** @type {const} */ (['standard', 'express'])) {
    const list = page.shipping[method].price;
    const price = quote.shippingPrices[method];
    const host = byId(`price-${method}`, HTMLElement);
    if (price === list) host.replaceChildren(money(price));
    else host.replaceChildren(el('s', {}, money(list)), ' ', price === 0 ? 'Free' : money(price));
    byId(`arrives-${method}`, HTMLElement).textContent = `Arrives ${arrivalOf(method, new Date())}`;
  }
}
