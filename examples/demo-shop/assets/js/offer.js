import { readCart, setCoupon, setShipping } from './cart.js';
import { applyCoupon } from './coupon.js';
import { toast } from './toast.js';

/**
 * An offer that the shopper took in the chat: the widget names the code, the shop puts it in the cart.
 * `preventDefault` answers "applied", and has to be said at once; what the server finds out a moment later is shown to the shopper.
 */
export function startOffers() {
  document.addEventListener('tillside:offer', (event) => {
    const code = codeOf(event);
    if (!/^[A-Z0-9-]{3,40}$/u.test(code)) return;
    event.preventDefault();
    void apply(code);
  });
}

/** @param {Event} event */
function codeOf(event) {
  /** @type {unknown} */
  const detail = event instanceof CustomEvent ? event.detail : undefined;
  if (typeof detail !== 'object' || detail === null || !('code' in detail)) return '';
  return typeof detail.code === 'string' ? detail.code.trim().toUpperCase() : '';
}

/** @param {string} code */
async function apply(code) {
  if (readCart().lines.length === 0) {
    setCoupon(code);
    toast('Saved for your order', `${code} is used when you put something in the cart.`);
    return;
  }
  const before = readCart();
  try {
    const verdict = await applyCoupon(code);
    const replaced = before.coupon && before.coupon !== verdict.code ? ` It takes the place of ${before.coupon}.` : '';
    if (verdict.accepted) toast(`${verdict.label} added`, `${verdict.code} is in your cart.${replaced}`);
    else toast('This code could not be added', verdict.reason);
  } catch {
    // The shop's server is away. Keep the code: the next quote will tell.
    setCoupon(code);
    setShipping(before.shipping);
    toast('Code saved', `${code} is in your cart and will be checked with the next total.`);
  }
}
