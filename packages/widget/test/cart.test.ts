import { describe, expect, it } from 'vitest';
import { cartAfter } from '../src/shop/cart.ts';
import type { Cart } from '../src/shop/cart.ts';
import { readOrder } from '../src/shop/order.ts';

const camera = { item_id: 'HM-1', item_name: 'M-series', price: 612, quantity: 1 };
const strap = { item_id: 'ST-1', item_name: 'Strap', price: 29.5, quantity: 2 };
const after = (events: readonly (readonly [string, object])[], currency = 'USD'): Cart | undefined =>
  events.reduce<Cart | undefined>(
    (cart, [name, params]) => cartAfter(cart, name, params as Record<string, unknown>, currency),
    undefined,
  );

describe('the cart', () => {
  it.each(['view_cart', 'begin_checkout', 'checkout_step', 'add_shipping_info', 'add_payment_info'])(
    '[CA1] %s tells all of it',
    (event) => {
      const cart = after([
        ['add_to_cart', { currency: 'USD', items: [strap] }],
        [event, { currency: 'USD', value: 612, items: [camera] }],
      ]);
      expect(cart).toEqual({
        value: 61_200,
        currency: 'USD',
        quantity: 1,
        items: [{ id: 'HM-1', name: 'M-series', price: 61_200, quantity: 1 }],
      });
    },
  );

  it('[CA1] without a value it is what the items come to', () => {
    expect(after([['view_cart', { currency: 'USD', items: [camera, strap] }]])?.value).toBe(67_100);
  });

  it('[CA2] what is added and removed changes it', () => {
    const cart = after([
      ['add_to_cart', { currency: 'USD', value: 612, items: [camera] }],
      ['add_to_cart', { currency: 'USD', value: 59, items: [strap] }],
      ['add_to_cart', { currency: 'USD', value: 29.5, items: [{ ...strap, quantity: 1 }] }],
      ['remove_from_cart', { currency: 'USD', value: 612, items: [camera] }],
    ]);
    expect(cart).toMatchObject({ value: 8_850, quantity: 3 });
    expect(cart?.items).toEqual([{ id: 'ST-1', name: 'Strap', price: 2_950, quantity: 3 }]);
  });

  it('[CA2] never falls below nothing', () => {
    const cart = after([
      ['add_to_cart', { currency: 'USD', items: [strap] }],
      ['remove_from_cart', { currency: 'USD', items: [camera] }],
    ]);
    expect(cart).toMatchObject({ value: 0, quantity: 1 });
  });

  it('[CA3] a purchase empties it, other events leave it as it is', () => {
    const cart = after([['view_cart', { currency: 'USD', items: [camera] }]]);
    expect(cartAfter(cart, 'view_item', { currency: 'USD', value: 5 }, 'USD')).toBe(cart);
    expect(cartAfter(cart, 'constructor', { currency: 'USD', value: 5 }, 'USD')).toBe(cart);
    expect(cartAfter(cart, 'purchase', {}, 'USD')).toBeUndefined();
  });

  it('[CA4] its currency is the event’s, or the site’s; in another one it begins anew', () => {
    expect(after([['view_cart', { items: [camera] }]], 'JPY')).toMatchObject({ value: 612, currency: 'JPY' });
    expect(after([['view_cart', { currency: 'kwd', items: [camera] }]])).toMatchObject({
      value: 612_000,
      currency: 'KWD',
    });
    const cart = after([
      ['add_to_cart', { currency: 'USD', items: [camera] }],
      ['add_to_cart', { currency: 'EUR', items: [strap] }],
    ]);
    expect(cart).toMatchObject({ value: 5_900, currency: 'EUR', quantity: 2 });
  });

  it.each([
    {},
    { currency: 'nonsense', value: 5 },
    { items: 'odd' },
    { currency: 'USD', value: 'odd', items: [null, 7, {}] },
  ])('[CA5] an event that tells nothing leaves it as it is: %j', (params) => {
    const cart = after([['view_cart', { currency: 'USD', items: [camera] }]]);
    expect(cartAfter(cart, 'view_cart', params, 'USD')).toBe(cart);
  });

  it('[CA6] fits the wire, whatever the shop pushed', () => {
    const items = Array.from({ length: 80 }, (_, index) => ({
      sku: index,
      name: 'x'.repeat(500),
      price: '5.00',
      quantity: -1,
    }));
    const cart = after([['view_cart', { currency: 'USD', items }]]);
    expect(cart?.items).toHaveLength(50);
    expect(cart?.items[7]).toEqual({ id: '7', name: 'x'.repeat(200), price: 500, quantity: 1 });
    const whole = after([['view_cart', { currency: 'USD', items: [{ id: 'a', quantity: 2.7 }] }]]);
    expect(whole?.items[0]?.quantity).toBe(2);
  });
});

describe('an order', () => {
  it('[OR1] is told with its number, amount, items and coupon', () => {
    const params = { transaction_id: 'T-1', currency: 'USD', value: 641.5, coupon: 'HALDEN10', items: [camera] };
    expect(readOrder(params, 'USD')).toEqual({
      transactionId: 'T-1',
      value: 64_150,
      currency: 'USD',
      coupon: 'HALDEN10',
      items: [{ id: 'HM-1', name: 'M-series', price: 61_200, quantity: 1 }],
    });
  });

  it('[OR1] says nothing of what the page did not tell', () => {
    expect(JSON.parse(JSON.stringify(readOrder({ value: 5 }, 'USD')))).toEqual({
      value: 500,
      currency: 'USD',
      items: [],
    });
  });

  it('[OR1] without an amount it is none', () => {
    expect(readOrder({ transaction_id: 'T-1' }, 'USD')).toBeUndefined();
  });
});
