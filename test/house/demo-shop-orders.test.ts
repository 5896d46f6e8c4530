import { describe, expect, it } from 'vitest';
import { camera, CONTACT, fakeRelay, get, open, post } from './demo-shop.ts';

describe('orders', () => {
  it('are priced by the shop, whatever the browser says', async () => {
    const items = [
      { sku: 'H-M2', quantity: 1, price: 1 },
      { sku: 'H-CARE', quantity: 2, price: -5 },
    ];
    const { status, body } = await post(open(), '/shop/api/orders', camera({ items, value: 1, total: 1 }));
    expect(status).toBe(201);
    // 612.00 + 2 x 29.00, 9.90 to send it, and 8 percent tax inside.
    expect(body).toMatchObject({
      subtotal: 67_000,
      value: 67_000,
      shipping: 990,
      total: 67_990,
      tax: 5_036,
      discount: 0,
    });
  });

  it('join lines of the same product', async () => {
    const items = [1, 2].map((quantity) => ({ sku: 'H-CARE', quantity }));
    const { body } = await post(open(), '/shop/api/orders', camera({ items }));
    expect(body['items']).toMatchObject([{ sku: 'H-CARE', quantity: 3, price: 2_900 }]);
  });

  it('go to Fernway at Fernway’s prices', async () => {
    const order = { items: [{ sku: 'F-LARCH', quantity: 1 }], shipping: 'express', contact: CONTACT };
    const { body } = await post(open(), '/shop/fernway/api/orders', order);
    expect(body).toMatchObject({ value: 42_000, shipping: 2_400, total: 44_400 });
    expect(body['transactionId']).toMatch(/^FER-/u);
    expect((await post(open(), '/shop/api/orders', order)).status).toBe(422);
  });

  it('send express for nothing with HALDEN-EXPRESS, however it is typed', async () => {
    for (const coupon of ['HALDEN-EXPRESS', ' halden-express ']) {
      const { body } = await post(open(), '/shop/api/orders', camera({ shipping: 'express', coupon }));
      expect(body).toMatchObject({ value: 61_200, shipping: 0, total: 61_200 });
      expect(body['coupon']).toMatchObject({ code: 'HALDEN-EXPRESS', accepted: true });
    }
    const { body } = await post(open(), '/shop/api/orders', camera({ coupon: 'HALDEN-EXPRESS' }));
    expect(body).toMatchObject({ shipping: 990 });
  });

  it('take ten percent off with HALDEN10, piece by piece', async () => {
    const items = [
      { sku: 'H-M2', quantity: 1 },
      { sku: 'H-STRAP', quantity: 2 },
    ];
    const { body } = await post(open(), '/shop/api/orders', camera({ items, coupon: 'HALDEN10' }));
    expect(body).toMatchObject({ subtotal: 72_800, discount: 7_280, value: 65_520, shipping: 990, total: 66_510 });
    expect(body['items']).toMatchObject([
      { price: 55_080, discount: 6_120 },
      { price: 5_220, discount: 580 },
    ]);
  });

  it('know FERNWAY-EXPRESS at Fernway only', async () => {
    const fernway = { items: [{ sku: 'F-MUGS', quantity: 1 }], shipping: 'express', contact: CONTACT };
    const good = await post(open(), '/shop/fernway/api/orders', { ...fernway, coupon: 'FERNWAY-EXPRESS' });
    expect(good.body).toMatchObject({ shipping: 0, total: 3_200 });
    for (const coupon of ['HALDEN-EXPRESS', 'HALDEN10', 'nonsense']) {
      const bad = await post(open(), '/shop/fernway/api/orders', { ...fernway, coupon });
      expect([bad.status, bad.body['code']]).toEqual([422, 'coupon_rejected']);
    }
  });

  it('with a code that does not hold are stopped, but a quote goes on without it', async () => {
    const relay = fakeRelay();
    const refused = await post(open(relay), '/shop/api/orders', camera({ coupon: 'HALDEN99' }));
    expect(refused.status).toBe(422);
    expect(relay.calls).toHaveLength(0);
    const quote = await post(open(relay), '/shop/api/quote', camera({ coupon: 'HALDEN99' }));
    expect(quote.body).toMatchObject({ value: 61_200, total: 62_190, coupon: { code: 'HALDEN99', accepted: false } });
    expect(relay.calls).toHaveLength(0);
  });

  it('have numbers of their own, also from a server that has just started', async () => {
    const ids = new Set<unknown>();
    for (let round = 0; round < 5; round += 1) {
      const shop = open();
      for (let each = 0; each < 20; each += 1)
        ids.add((await post(shop, '/shop/api/orders', camera())).body['transactionId']);
    }
    expect(ids.size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^HAL-[0-9A-Z]{6}-[0-9A-Z]{4}$/u);
  });

  it('that make no sense are refused with every mistake and its place', async () => {
    const bad: readonly (readonly [unknown, number, readonly string[]])[] = [
      ['not json', 400, []],
      ['', 400, []],
      ['null', 422, ['', '/contact']],
      [[], 422, ['', '/contact']],
      [camera({ items: [] }), 422, ['/items']],
      [camera({ items: 'all' }), 422, ['/items']],
      [camera({ items: Array.from({ length: 41 }, () => ({ sku: 'H-M2', quantity: 1 })) }), 422, ['/items']],
      [camera({ items: [null, { sku: 'H-M2', quantity: 0 }] }), 422, ['/items/0/sku', '/items/1/quantity']],
      [camera({ items: [{ sku: '__proto__', quantity: 1 }] }), 422, ['/items/0/sku']],
      [camera({ items: [{ sku: 'H-M2', quantity: 1.5 }] }), 422, ['/items/0/quantity']],
      [camera({ items: [{ sku: 'H-M2', quantity: 11 }] }), 422, ['/items/0/quantity']],
      [
        camera({
          items: [
            { sku: 'H-M2', quantity: 6 },
            { sku: 'H-M2', quantity: 6 },
          ],
        }),
        422,
        ['/items/1/quantity'],
      ],
      [camera({ shipping: 'pigeon' }), 422, ['/shipping']],
      [camera({ coupon: 7 }), 422, ['/coupon']],
      [camera({ contact: { ...CONTACT, email: 'ada', city: ' ' } }), 422, ['/contact/email', '/contact/city']],
      [camera({ contact: undefined, shipping: 1 }), 422, ['/shipping', '/contact']],
    ];
    const relay = fakeRelay();
    const shop = open(relay);
    for (const [body, status, pointers] of bad) {
      const answer = await post(shop, '/shop/api/orders', body);
      expect(answer.status, JSON.stringify(body)).toBe(status);
      const mistakes = (answer.body['mistakes'] ?? []) as { pointer: string; detail: string }[];
      expect(mistakes.map((mistake) => mistake.pointer)).toEqual(pointers);
      for (const { detail } of mistakes) expect(detail).not.toBe('');
    }
    expect(relay.calls).toHaveLength(0);
  });

  it('that are too large, of another type or not posted are refused', async () => {
    const shop = open();
    expect((await post(shop, '/shop/api/orders', camera({ note: 'x'.repeat(20_000) }))).status).toBe(413);
    const form = await shop(new Request('http://shop.test/shop/api/orders', { method: 'POST', body: 'a=1' }));
    expect([form?.status, form?.headers.get('content-type')]).toEqual([415, 'application/problem+json']);
    const read = await get(shop, '/shop/api/orders');
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await post(shop, '/shop/api/refunds', {})).status).toBe(404);
  });
});
