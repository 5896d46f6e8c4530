import { MORE_TEMPLATES } from './templates-more.ts';
import { money, seconds } from './template.ts';
import type { Template } from './template.ts';

/**
 * Clean by how they are made: a template is used once in a playbook, and of two templates that listen to one signal each looks at
 * something that the other does not ask for (another type of page, another fact), so that none is ever within the other. Where a
 * template has several rules, the narrow one ranks above the wide one, or they are apart.
 */
export const TEMPLATES: Readonly<Record<string, Template>> = {
  leavingCheckout: (random) => [
    {
      id: 'leaving-checkout',
      name: 'Leaving the checkout with a full cart',
      on: [{ signal: 'exit_intent' }],
      when: {
        'page.type': 'checkout',
        'cart.currency': 'EUR',
        'cart.value': { $gte: money(random) },
        'reps.availability': { $in: ['now', 'soon'] },
      },
      atRisk: true,
      funnel: 3,
      priority: random.between(0, 20),
    },
  ],
  leavingCart: (random) => [
    {
      id: 'leaving-cart',
      name: 'Leaving the cart',
      on: [{ signal: 'exit_intent' }],
      when: { 'page.type': 'cart', 'cart.quantity': { $gte: random.between(1, 4) }, 'reps.availability': 'now' },
      atRisk: true,
      funnel: 2,
    },
  ],
  leavingProduct: (random) => [
    {
      id: 'leaving-product',
      name: 'Leaving a product by the mouse',
      on: [{ signal: 'exit_intent', of: 'pointer' }],
      when: { 'page.type': 'product', 'visit.pages': { $gte: random.between(3, 8), $lt: 40 } },
    },
  ],
  lingeringAtStart: (random) => [
    {
      id: 'lingering-at-start',
      name: 'Lingering at the start of the checkout',
      on: [{ signal: 'begin_checkout', afterMs: seconds(random, 15, 20, 30, 45) }],
      when: { 'checkout.step': 1, 'visitor.identified': random.chance(50), 'reps.availability': 'now' },
      atRisk: true,
      funnel: 3,
    },
  ],
  lingeringOnPayment: (random) => {
    const step = random.between(2, 4);
    return [
      {
        id: 'lingering-on-payment',
        name: 'Lingering on payment',
        on: [{ signal: 'step_dwell', of: String(step), afterMs: seconds(random, 45, 60, 90) }],
        when: { 'checkout.step': { $gte: step }, 'checkout.seconds': { $gte: 30, $lt: 1800 } },
        atRisk: true,
        funnel: 4,
      },
    ];
  },
  couponRejected: (random) => [
    {
      id: 'coupon-rejected',
      name: 'A coupon was refused',
      on: [{ signal: 'coupon_rejected' }],
      when: { 'checkout.rejectedCoupons': { $lte: random.between(2, 5) }, 'cart.coupon': { $exists: false } },
      atRisk: true,
      funnel: 3,
      invite: { offer: 'off_shipping' },
    },
  ],
  checkoutError: (random) => [
    {
      id: 'checkout-error',
      name: 'Errors in the form',
      on: [
        { signal: 'checkout_error', count: random.between(2, 3), withinMs: 300_000 },
        { signal: 'field_edited', atLeast: random.between(3, 5) },
      ],
      when: { 'checkout.step': { $exists: true }, 'checkout.errors': { $not: { $gt: 12 } } },
      atRisk: true,
      funnel: 4,
    },
  ],
  thirdProduct: (random) => [
    {
      id: 'third-product',
      name: 'Third product page',
      on: [{ signal: 'page_view', of: 'product', count: random.between(3, 5), withinMs: 900_000 }],
      when: { 'page.type': 'product', 'cart.quantity': { $not: { $gt: 2 } } },
    },
  ],
  sameAgain: (random) => [
    {
      id: 'same-again',
      name: 'The same product again',
      on: [{ signal: 'page_again', of: 'product', count: random.between(1, 2) }],
      when: { $or: [{ 'cart.skus': { $exists: false } }, { 'cart.skus': { $size: 0 } }], 'visit.device': 'desktop' },
    },
  ],
  shippingShock: (random) => [
    {
      id: 'shipping-shock',
      name: 'Back from the shipping costs',
      on: [
        {
          flow: [{ signal: 'add_shipping_info' }, { signal: 'checkout_back' }],
          withinMs: seconds(random, 60, 120, 300),
          without: [{ signal: 'add_payment_info' }],
        },
      ],
      when: {
        'cart.currency': 'EUR',
        'cart.items': { $elemMatch: { price: { $gte: 2_000 }, quantity: { $gte: random.between(1, 3) } } },
      },
      atRisk: true,
      funnel: 3,
    },
  ],
  vip: (random) => [
    {
      id: 'vip',
      name: 'A good customer comes back',
      on: [{ signal: 'page_view', of: random.pick(['home', 'list']) }],
      when: {
        'visitor.attributes.tier': { $in: random.some(['silver', 'gold', 'platinum'], 2) },
        'visitor.orders': { $gte: random.between(1, 5) },
      },
      funnel: 1,
      priority: 10,
      invite: { skills: ['styling'] },
    },
  ],
  returning: (random) => [
    {
      id: 'returning-with-cart',
      name: 'Back with a full cart',
      on: [{ signal: 'page_view', of: 'cart', afterMs: seconds(random, 10, 20) }],
      when: {
        'visit.number': { $gte: 2 },
        $or: [{ 'visitor.daysSinceOrder': { $gte: 30 } }, { 'visitor.daysSinceOrder': { $exists: false } }],
      },
      funnel: 1,
    },
  ],
  ...MORE_TEMPLATES,
};
