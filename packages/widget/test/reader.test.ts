import { fakeRules } from './helpers/fake-rules.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../src/consent/store.ts';
import type { Store } from '../src/consent/store.ts';
import { setHints } from '../src/sdk/hint.ts';
import * as reader from '../src/shop/reader.ts';
import { createShop } from '../src/shop/shop.ts';
import type { Shop, ShopReader } from '../src/shop/shop.ts';

const cart = (value: number) => ({ currency: 'USD', value, items: [{ item_id: 'tent', quantity: 1 }] });

describe('the reader of carts', () => {
  let told: [string, unknown][];
  let orders: unknown[];
  let downloads: PromiseWithResolvers<ShopReader>[];
  let shop: Shop;
  let store: Store;

  /** A page of the shop's. */
  const begin = (path = '/tents') => {
    told = [];
    orders = [];
    downloads = [];
    setHints(() => Promise.resolve({ explain: () => 'said' }));
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    history.replaceState(null, '', path);
    const nothing = () => undefined;
    shop = createShop(
      store,
      'USD',
      fakeRules({
        _signal: ({ name }, facts) => told.push([name, facts?.['cart.value']]),
        _outcome: (outcome) => told.push([outcome, undefined]),
      }),
      nothing,
      undefined,
      () => {
        const download = Promise.withResolvers<ShopReader>();
        downloads.push(download);
        return download.promise;
      },
      (order) => orders.push(order),
      nothing,
    );
    shop._page();
  };
  beforeEach(() => {
    localStorage.clear();
    store = createStore('site_a');
    store._allow(3);
    begin();
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));

  it('[MR9] is not asked for by pages that tell of no cart', () => {
    shop._track('view_item', cart(5));
    shop._view();
    expect(downloads).toEqual([]);
    expect(told.map(([name]) => name)).toEqual(['view_item', 'page_view']);
  });

  it('[MR9] what is told meanwhile waits for it, pages too, and comes in its order with its own cart', async () => {
    shop._track('view_item', {});
    shop._track('view_cart', cart(50));
    shop._view();
    shop._track('begin_checkout', cart(80));
    shop._page({ url: '/thanks' });
    shop._track('purchase', { ...cart(80), transaction_id: 'T-1' });
    shop._view();
    expect(told).toEqual([['view_item', undefined]]);
    downloads[0]?.resolve(reader);
    await settle();
    expect(downloads).toHaveLength(1);
    expect(told).toEqual([
      ['view_item', undefined],
      ['view_cart', 5000],
      ['page_view', 5000],
      ['begin_checkout', 8000],
      ['ordered', undefined],
      ['purchase', undefined],
      ['page_view', undefined],
    ]);
    expect(orders).toMatchObject([{ transactionId: 'T-1', value: 8000 }]);
    shop._track('add_to_cart', cart(20));
    expect(told.at(-1)).toEqual(['add_to_cart', 2000]);
    expect(downloads).toHaveLength(1);
  });

  it('[MR9] without it the events are told all the same, and the next one asks again', async () => {
    shop._track('view_cart', cart(50));
    shop._view();
    downloads[0]?.reject(new Error('the network is gone'));
    await settle();
    expect(told).toEqual([
      ['view_cart', undefined],
      ['page_view', undefined],
    ]);
    shop._track('view_cart', cart(50));
    downloads[1]?.resolve(reader);
    await settle();
    expect(told.at(-1)).toEqual(['view_cart', 5000]);
  });

  const bought = { ...cart(80), transaction_id: 'T-1', coupon: 'TEN', user_data: { email: 'kim@example.com' } };
  /** The confirmation is left before the reader came. */
  const leaveEarly = () => {
    begin('/thanks');
    shop._track('purchase', bought);
    begin('/');
  };

  it('[OR4] a purchase whose page is left before it came is told by the next page, once', async () => {
    store._set('cart', { cart: { value: 8000, currency: 'USD', quantity: 1, items: [] }, at: Date.now() });
    leaveEarly();
    expect(shop._context().cart).toMatchObject({ value: 8000 });
    shop._view();
    downloads[0]?.resolve(reader);
    await settle();
    expect(orders).toEqual([
      {
        transactionId: 'T-1',
        value: 8000,
        currency: 'USD',
        coupon: 'TEN',
        items: [{ id: 'tent', name: 'tent', quantity: 1 }],
      },
    ]);
    expect(told).toEqual([
      ['ordered', undefined],
      ['page_view', undefined],
    ]);
    expect(shop._context()).toMatchObject({ page: { type: 'home' } });
    expect(shop._context().cart).toBeUndefined();
    shop._track('purchase', bought);
    begin('/thanks');
    shop._view();
    expect(downloads).toEqual([]);
    shop._track('purchase', bought);
    downloads[0]?.resolve(reader);
    await settle();
    expect(orders).toEqual([]);
  });

  it('[OR4] nothing but the order is kept meanwhile, and nothing once it was told', async () => {
    leaveEarly();
    const kept = JSON.stringify(localStorage);
    expect(kept).toContain('T-1');
    expect(kept).not.toContain('kim@example.com');
    shop._view();
    downloads[0]?.resolve(reader);
    await settle();
    expect(Object.keys(localStorage)).not.toContain('tillside:site_a:bought');
    expect(JSON.stringify(localStorage)).not.toContain('TEN');
  });

  it('[OR4] a page that reads it in time tells it once, and the next page nothing', async () => {
    begin('/thanks');
    shop._track('purchase', bought);
    downloads[0]?.resolve(reader);
    await settle();
    expect(orders).toHaveLength(1);
    begin('/');
    shop._view();
    expect(downloads).toEqual([]);
  });

  it('[OR4] before consent the next page knows nothing of it', () => {
    store._allow(0);
    begin('/thanks');
    shop._track('purchase', bought);
    expect(localStorage).toHaveLength(0);
    store = createStore('site_a');
    begin('/');
    shop._view();
    expect(downloads).toEqual([]);
  });

  it.each(['"odd"', '7', '"null"', '"{}"', 'no json'])(
    '[OR4] what storage holds instead is no order: %s',
    async (odd) => {
      localStorage.setItem('tillside:site_a:bought', odd);
      begin('/');
      shop._view();
      downloads[0]?.resolve(reader);
      await settle();
      expect(orders).toEqual([]);
      expect(told).toEqual([['page_view', undefined]]);
    },
  );

  it('[OR4] what cannot be kept is told all the same', async () => {
    begin('/thanks');
    const circular: Record<string, unknown> = { ...bought };
    circular['items'] = [circular];
    expect(() => shop._track('purchase', circular)).toThrow();
    downloads[0]?.resolve(reader);
    await settle();
    expect(orders).toMatchObject([{ transactionId: 'T-1' }]);
  });
});
