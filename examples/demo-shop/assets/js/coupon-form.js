import { applyCoupon } from './coupon.js';
import { readCart } from './cart.js';
import { byId } from './dom.js';
import { ShopError } from './quote.js';
import { toast } from './toast.js';

/** The little form under the items. The code in force is shown in the totals, with a way to take it out. */
export function startCouponForm() {
  const form = byId('coupon', HTMLFormElement);
  const input = byId('coupon-code', HTMLInputElement);
  const message = byId('coupon-message', HTMLElement);

  /** @param {string} text @param {boolean} isError */
  function say(text, isError) {
    message.textContent = text;
    message.classList.toggle('coupon__message--error', isError);
    input.toggleAttribute('aria-invalid', false);
    if (isError) input.setAttribute('aria-invalid', 'true');
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (input.value.trim() === '') return say('Type a code first.', true);
    if (readCart().lines.length === 0) return say('Put something in the cart first.', true);
    try {
      const verdict = await applyCoupon(input.value);
      if (!verdict.accepted) return say(verdict.reason, true);
      input.value = '';
      say('', false);
      toast(`${verdict.label} added`, verdict.code);
    } catch (error) {
      say(error instanceof ShopError ? error.message : 'We could not check the code. Please try again.', true);
    }
  });
}
