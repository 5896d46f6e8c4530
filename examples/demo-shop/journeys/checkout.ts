import { cartFacts } from './shopper.ts';
import type { Shopper } from './shopper.ts';

const FIELDS = [['email', 'name', 'street', 'city'], ['shipping'], ['card', 'expiry']] as const;
const ERRORS = ['address_not_found', 'payment_declined', 'express_not_available'] as const;

function fillIn({ chance, pen }: Shopper, fields: readonly string[]): void {
  for (const field of fields) {
    pen.hear('field_reached', { of: field });
    pen.wait(chance.around(7_000));
    if (chance.isIn(0.1)) pen.hear('field_edited', { of: field, value: 2 });
    pen.hear('field_filled', { of: field });
  }
}

function tryCoupon({ chance, pen }: Shopper): void {
  pen.wait(chance.around(8_000));
  pen.hear('coupon_rejected');
  if (chance.isIn(0.4)) {
    pen.wait(chance.around(6_000));
    pen.hear('coupon_rejected');
  }
}

/** Contact, delivery, payment, and the order, or as far as the shopper gets. */
export function checkOut(shopper: Shopper, isOrdering: boolean): void {
  const { chance, pen, cart } = shopper;
  const last = isOrdering ? 3 : chance.whole(1, 3);
  pen.open('/shop/checkout.html', 'checkout', null);
  pen.hear('begin_checkout', {}, { 'checkout.step': 1 });
  for (let step = 1; step <= last; step++) {
    pen.hear('checkout_step', { of: String(step) }, { 'checkout.step': step });
    fillIn(shopper, FIELDS[step - 1] ?? []);
    if (chance.isIn(isOrdering ? 0.08 : 0.25)) {
      pen.hear('checkout_error', { of: chance.of(ERRORS) });
      pen.wait(chance.around(12_000));
    }
    if (step === 2 && chance.isIn(isOrdering ? 0.1 : 0.35)) tryCoupon(shopper);
    if (step === 2) pen.hear('add_shipping_info');
    if (step === 3) pen.hear('add_payment_info');
    if (step === 3 && chance.isIn(0.1)) {
      pen.hear('checkout_back', { of: '2' }, { 'checkout.step': 2 });
      pen.wait(chance.around(15_000));
      pen.hear('checkout_step', { of: '3' }, { 'checkout.step': 3 });
    }
    pen.wait(chance.around(10_000));
  }
  if (!isOrdering) {
    return pen.wait(chance.around(15_000));
  }
  cart.clear();
  pen.open('/shop/confirmation.html', 'confirmation', null, { 'checkout.step': null });
  pen.hear('purchase', {}, cartFacts(cart));
  pen.become('ordered');
}
