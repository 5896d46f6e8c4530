import { afterEach, describe, expect, it, vi } from 'vitest';
import { camera, CONTACT, createDemoShop, fakeRelay, KEYS, open, post, RELAY, settle } from './demo-shop.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the call to the relay', () => {
  it('carries the site’s secret key and the order in minor units', async () => {
    const relay = fakeRelay();
    const { body } = await post(open(relay), '/shop/api/orders', camera({ coupon: 'HALDEN10' }));
    await settle();
    expect(relay.calls).toEqual([
      {
        url: `${RELAY}/v1/orders`,
        authorization: 'Bearer sk_halden_secret',
        body: {
          transactionId: body['transactionId'],
          value: 55_080,
          currency: 'USD',
          items: [{ sku: 'H-M2', name: 'Halden M2 mirrorless', quantity: 1, price: 55_080 }],
          coupon: 'HALDEN10',
        },
      },
    ]);
  });

  it('says nothing of the shopper, and no coupon where there is none', async () => {
    const relay = fakeRelay();
    const order = { items: [{ sku: 'F-MUGS', quantity: 2 }], shipping: 'standard', contact: CONTACT };
    await post(open(relay), '/shop/fernway/api/orders', order);
    await settle();
    expect(relay.calls[0]?.authorization).toBe('Bearer sk_fernway_secret');
    expect(Object.keys(relay.calls[0]?.body ?? {}).toSorted()).toEqual(['currency', 'items', 'transactionId', 'value']);
  });

  it('is made again, later and later, until it is heard', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const relay = fakeRelay('away', 503, 429);
    await post(open(relay), '/shop/api/orders', camera());
    await settle();
    expect(relay.calls).toHaveLength(1);
    for (const [pauseMs, calls] of [
      [500, 2],
      [1_000, 3],
      [2_000, 4],
    ] as const) {
      await vi.advanceTimersByTimeAsync(pauseMs - 1);
      await settle();
      expect(relay.calls).toHaveLength(calls - 1);
      await vi.advanceTimersByTimeAsync(1);
      await settle();
      expect(relay.calls).toHaveLength(calls);
    }
    await vi.advanceTimersByTimeAsync(600_000);
    await settle();
    expect(relay.calls).toHaveLength(4);
    expect(new Set(relay.calls.map((call) => call.body['transactionId'])).size).toBe(1);
  });

  it('is not made again when the relay says no', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const relay = fakeRelay(401);
    expect((await post(open(relay), '/shop/api/orders', camera())).status).toBe(201);
    await settle();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(relay.calls).toHaveLength(1);
    expect(warn.mock.calls[0]?.[0]).toMatch(/refused it \(status 401\)\. Check the secret key of site_halden/u);
  });

  it('does not fail an order while the relay is away, and gives up in the end', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const relay = fakeRelay(...Array.from({ length: 50 }, () => 'away' as const));
    const { status, body } = await post(open(relay), '/shop/api/orders', camera());
    expect([status, body['value']]).toEqual([201, 61_200]);
    for (let step = 0; step < 40; step += 1) {
      await vi.advanceTimersByTimeAsync(5_000);
      await settle();
    }
    expect(relay.calls).toHaveLength(8);
    expect(vi.getTimerCount()).toBe(0);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('is not waited for', async () => {
    const shop = createDemoShop({ relayUrl: RELAY, secretKeys: KEYS, fetch: () => new Promise(() => undefined) });
    expect((await post(shop, '/shop/api/orders', camera())).status).toBe(201);
  });

  it('is left out, and said so, for a site without a key', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const relay = fakeRelay();
    const shop = createDemoShop({ relayUrl: RELAY, secretKeys: {}, fetch: relay.fetch });
    expect((await post(shop, '/shop/api/orders', camera())).status).toBe(201);
    await settle();
    expect(relay.calls).toHaveLength(0);
    expect(warn.mock.calls[0]?.[0]).toMatch(/no secret key for site_halden/u);
  });

  it('waits in bounded numbers', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    let calls = 0;
    const shop = createDemoShop({
      relayUrl: RELAY,
      secretKeys: KEYS,
      fetch: () => {
        calls += 1;
        return new Promise(() => undefined);
      },
    });
    for (let each = 0; each < 205; each += 1) expect((await post(shop, '/shop/api/orders', camera())).status).toBe(201);
    expect(calls).toBe(200);
    expect(warn).toHaveBeenCalledTimes(5);
  });
});
