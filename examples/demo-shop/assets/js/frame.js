import { countOf, onCartChange, readCart } from './cart.js';
import { startConsent } from './consent.js';
import { byId } from './dom.js';
import { startOffers } from './offer.js';

/** What every page does: the count on the cart, the cookie notice, and offers from the chat. */
export function startFrame() {
  showCount();
  onCartChange(showCount);
  startConsent();
  startOffers();
}

function showCount() {
  const badge = byId('bag-count', HTMLElement);
  const count = countOf(readCart());
  badge.hidden = count === 0;
  badge.textContent = String(count);
}
