import { cartFacts } from './shopper.ts';
import type { Shopper } from './shopper.ts';

/** Fields that the widget may hear of; it never looks at those of a card. */
const CONTACT = ['email', 'name', 'address', 'postalCode', 'city'] as const;
/** What the shop says when a step is not taken. */
const ERRORS = { 1: ['email', 'postalCode'], 3: ['ccNumber', 'ccExp', 'unreachable'] } as const;

function fillIn({ chance, pen }: Shopper): void {
  for (const field of CONTACT) {
    pen.hear('field_reached', { of: field });
    pen.wait(chance.around(6_000));
    pen.hear('field_filled', { of: field });
    for (let times = 2; times <= 4 && chance.isIn(0.15); times++) {
      pen.wait(chance.around(4_000));
      pen.hear('field_edited', { of: field, value: times });
    }
  }
}

function stumble({ chance, pen }: Shopper, step: 1 | 3): void {
  const code = chance.of(ERRORS[step]);
  do {
    pen.hear('checkout_error', { of: code });
    pen.wait(chance.around(9_000));
  } while (chance.isIn(0.4));
}

function tryCoupon({ chance, pen }: Shopper): void {
  do {
    pen.wait(chance.around(8_000));
    pen.hear('coupon_rejected');
  } while (chance.isIn(0.4));
}

function goBack({ chance, pen }: Shopper): void {
  pen.hear('checkout_step', { of: '1' }, { 'checkout.step': 1 });
  pen.hear('checkout_back', { of: '1' });
  pen.wait(chance.around(12_000));
  pen.hear('checkout_step', { of: '2' }, { 'checkout.step': 2 });
}

/** Contact, delivery, payment, and the order, or as far as the shopper gets. */
export function checkOut(shopper: Shopper, isOrdering: boolean): void {
  const { chance, pen, cart } = shopper;
  const last = isOrdering ? 3 : chance.whole(1, 3);
  const trouble = isOrdering ? 0.1 : 0.45;
  pen.open('/shop/checkout.html', 'checkout', null);
  pen.hear('begin_checkout', {}, { 'checkout.step': 1 });
  for (let step = 1; step <= last; step++) {
    pen.hear('checkout_step', { of: String(step) }, { 'checkout.step': step });
    if (step === 1) fillIn(shopper);
    if (step === 2 && chance.isIn(trouble)) goBack(shopper);
    if (step === 2 && chance.isIn(trouble)) tryCoupon(shopper);
    if (step === 3) pen.hear('section_enter', { of: 'order' });
    pen.wait(chance.around(12_000));
    if ((step === 1 || step === 3) && chance.isIn(trouble)) stumble(shopper, step);
    if (step === 2 && last > 2) pen.hear('add_shipping_info');
  }
  if (!isOrdering) return pen.wait(chance.around(20_000));
  pen.hear('add_payment_info');
  pen.wait(chance.around(2_000));
  cart.clear();
  pen.open('/shop/confirmation.html', 'confirmation', null, { 'checkout.step': null });
  pen.hear('purchase', {}, cartFacts(cart));
  pen.become('ordered');
}
