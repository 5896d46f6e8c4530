import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../src/consent/store.ts';
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

  beforeEach(() => {
    told = [];
    orders = [];
    downloads = [];
    setHints(() => Promise.resolve({ explain: () => 'said' }));
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    history.replaceState(null, '', '/tents');
    const nothing = () => undefined;
    shop = createShop(
      createStore('site_a'),
      'USD',
      {
        _facts: nothing,
        _signal: ({ name }, facts) => told.push([name, facts?.['cart.value']]),
        _outcome: (outcome) => told.push([outcome, undefined]),
        _seed: nothing,
      },
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
});
