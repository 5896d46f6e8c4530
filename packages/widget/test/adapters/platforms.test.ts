import { createHooks } from '@wordpress/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attach as adobe } from '../../src/adapters/adobe/attach.ts';
import { attach as segment } from '../../src/adapters/segment/attach.ts';
import { attach as shopify } from '../../src/adapters/shopify/attach.ts';
import { attach as woocommerce } from '../../src/adapters/woocommerce/attach.ts';
import { journeys } from './journey.ts';
import type { Journey } from './journey.ts';
import { runClientDataLayer } from './platforms/adobe.ts';
import { fakeQuery } from './platforms/woocommerce.ts';
import { cartJs } from './recorded/shopify.ts';
import { cart, product } from './recorded/woocommerce.ts';
import { attachTo, cleanPage } from './stage.ts';
import type { GuestStage } from './stage.ts';

const journey = journeys[0] as Journey;
const PREFIX = 'experimental__woocommerce_blocks-';
const load = () => window.dispatchEvent(new Event('load'));

describe('platforms', () => {
  let stage: GuestStage | undefined;
  const start = (attach: Parameters<typeof attachTo>[0]): GuestStage => (stage = attachTo(attach));
  const settle = () => vi.advanceTimersByTimeAsync(2_000);
  let answer: unknown;
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    answer = {};
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(answer)));
  });
  afterEach(() => {
    stage?.ending.abort();
    cleanPage();
    Reflect.deleteProperty(window, 'adobeDataLayer');
  });

  describe('errors and refused coupons', () => {
    const shopifyEvent = (name: string, payload: object) =>
      document.body.dispatchEvent(Object.assign(new Event(name, { bubbles: true }), payload));

    it('[AD4] Shopify: a code that the theme’s event says is not applicable', async () => {
      const { told } = start(shopify);
      const codes = [
        { code: 'TEN', applicable: true },
        { code: 'GONE', applicable: false },
      ];
      shopifyEvent('shopify:cart:discount-update', { promise: Promise.resolve({ cart: { discountCodes: codes } }) });
      shopifyEvent('shopify:cart:discount-update', { promise: Promise.reject(new Error('offline')) });
      await settle();
      expect(told).toEqual([['coupon_rejected', { coupon: 'GONE' }]]);
    });

    it('[AD4] Shopify: a code that the cart does not take, in themes without events', async () => {
      answer = cartJs(journey, 2);
      const { told } = start(shopify);
      await settle();
      answer = { ...(answer as object), discount_codes: [{ code: 'GONE', applicable: false }] };
      shopifyEvent('shopify:cart:lines-update', { promise: Promise.resolve() });
      await settle();
      shopifyEvent('shopify:cart:lines-update', { promise: Promise.resolve() });
      await settle();
      expect(told).toEqual([['coupon_rejected', { coupon: 'GONE' }]]);
    });

    it('[AD4] WooCommerce’s blocks: a notice, and a code with a validation error', async () => {
      const hooks = createHooks();
      let listener = (): void => undefined;
      const validation: { error?: object } = {};
      const data = {
        subscribe: (it: () => void) => ((listener = it), () => undefined),
        select: (name: string) =>
          name === 'wc/store/validation' ? { getValidationError: () => validation.error } : {},
      };
      vi.stubGlobal('wp', { hooks, data });
      const { told } = start(woocommerce);
      hooks.doAction(`${PREFIX}store-notice-create`, { status: 'success', content: 'Saved' });
      hooks.doAction(`${PREFIX}store-notice-create`, { status: 'error', content: 'Dear Kim, …' });
      listener();
      validation.error = { message: 'Coupon "kim" does not exist', hidden: false };
      listener();
      listener();
      expect(told).toEqual([
        ['checkout_error', { code: 'notice' }],
        ['coupon_rejected', {}],
      ]);
    });

    it('[AD4] WooCommerce’s classic pages: its events, and the notice that comes with a refused code', async () => {
      const { query, trigger } = fakeQuery();
      vi.stubGlobal('jQuery', query);
      const { told } = start(woocommerce);
      trigger('checkout_error');
      trigger('applied_coupon');
      document.body.innerHTML = '<ul class="woocommerce-error"><li>Coupon "kim" does not exist!</li></ul>';
      trigger('applied_coupon');
      await settle();
      expect(told).toEqual([
        ['checkout_error', { code: 'notice' }],
        ['coupon_rejected', {}],
      ]);
    });

    it('[AD4] Segment: Coupon Denied', () => {
      let tell = (..._values: unknown[]): void => undefined;
      vi.stubGlobal('analytics', { on: (_name: string, handle: typeof tell) => void (tell = handle) });
      const { told } = start(segment);
      tell('Coupon Denied', { coupon: 'GONE', reason: 'Kim may not' });
      tell('Constructor', {});
      tell('constructor', {});
      tell(undefined);
      expect(told).toMatchObject([['coupon_rejected', { coupon: 'GONE' }]]);
      expect(JSON.stringify(told)).not.toContain('Kim');
    });
  });

  describe('changes of a cart', () => {
    it('[AD1] WooCommerce’s blocks tell how much more or less, not how much there is', () => {
      const hooks = createHooks();
      vi.stubGlobal('wp', { hooks });
      const { told } = start(woocommerce);
      const inCart = { ...product(journey), quantity: 3 };
      for (const quantity of [5, 2, 3])
        hooks.doAction(`${PREFIX}cart-set-item-quantity`, { product: inCart, quantity });
      hooks.doAction(`${PREFIX}cart-remove-item`, { product: inCart, quantity: 3 });
      expect(told.map(([name, { items }]) => [name, (items as { quantity: number }[])[0]?.quantity])).toEqual([
        ['add_to_cart', 2],
        ['remove_from_cart', 1],
        ['remove_from_cart', 3],
      ]);
    });

    it('[AD1] of two looks at a cart the difference is told, what went first', async () => {
      answer = cart({ ...journey, id: '1' }, 2);
      const { query, trigger } = fakeQuery();
      vi.stubGlobal('jQuery', query);
      const { told } = start(woocommerce);
      await settle();
      answer = cart({ ...journey, id: '2' }, 1);
      trigger('updated_cart_totals');
      await settle();
      expect(told).toMatchObject([
        ['remove_from_cart', { items: [{ item_id: '1', quantity: 2 }] }],
        ['add_to_cart', { items: [{ item_id: '2', quantity: 1 }] }],
      ]);
    });
  });

  describe('pages that are not as they should be', () => {
    it('[AD5] WordPress’ hooks that come after the part are found when the page has loaded', () => {
      Object.defineProperty(document, 'readyState', { value: 'loading', configurable: true });
      const { names } = start(woocommerce);
      const hooks = createHooks();
      vi.stubGlobal('wp', { hooks });
      Reflect.deleteProperty(document, 'readyState');
      load();
      load();
      hooks.doAction(`${PREFIX}product-render`, { product: product(journey) });
      expect(names()).toEqual(['view_item']);
    });

    it('[AD5] Adobe’s data layer may come later than the part, and tells what was pushed before it', () => {
      const { names } = start(adobe);
      const layer: unknown[] = [{ event: 'shopping-cart-view', eventInfo: {} }];
      vi.stubGlobal('adobeDataLayer', layer);
      load();
      expect(names()).toEqual([]);
      runClientDataLayer();
      expect(names()).toEqual(['view_cart']);
    });

    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error('hostile');
        },
      },
    );
    it.each([
      ['Shopify', shopify, ['Shopify', 'ShopifyAnalytics']],
      ['WooCommerce', woocommerce, ['wp', 'jQuery', 'wcSettings']],
      ['Adobe', adobe, ['adobeDataLayer', 'require', 'checkoutConfig']],
      ['Segment', segment, ['analytics', 'rudderanalytics']],
    ] as const)('[AD5] %s: odd globals throw nothing into the page', async (_name, attach, globals) => {
      for (const odd of [hostile, null, 7, 'text', [], () => hostile, { hooks: 1, data: [], on: 'x', push: null }]) {
        for (const name of globals) vi.stubGlobal(name, odd);
        const { told, ending } = start(attach);
        load();
        await settle();
        ending.abort();
        expect(told).toEqual([]);
      }
    });

    it('[AD5] Shopify: odd events and odd carts are passed over', async () => {
      for (const odd of [null, [], 'cart', { currency: 'USD', items: 'x' }, { currency: 7 }]) {
        answer = odd;
        const { told, ending } = start(shopify);
        for (const payload of [
          {},
          { promise: 7, product: hostile, context: 'page' },
          { cart: 'x', promise: hostile },
        ]) {
          for (const name of ['product:view', 'cart:view', 'cart:lines-update', 'cart:discount-update']) {
            document.body.dispatchEvent(Object.assign(new Event(`shopify:${name}`, { bubbles: true }), payload));
          }
        }
        await settle();
        ending.abort();
        expect(told.filter(([, params]) => 'items' in params && (params['items'] as unknown[]).length > 1)).toEqual([]);
      }
    });

    it('[AD5] after destroy nothing is heard, and what the shop calls goes on', () => {
      const track = vi.fn();
      const hooks = createHooks();
      const off = vi.fn();
      vi.stubGlobal('wp', { hooks });
      vi.stubGlobal('rudderanalytics', { track });
      vi.stubGlobal('analytics', { on: () => undefined, off });
      const { told, ending } = start((host) => (woocommerce(host), segment(host)));
      ending.abort();
      hooks.doAction(`${PREFIX}product-render`, { product: product(journey) });
      const rudder = Reflect.get(window, 'rudderanalytics') as { track: (...values: unknown[]) => void };
      rudder.track('Product Added', {});
      expect(track).toHaveBeenCalledWith('Product Added', {});
      expect(off).toHaveBeenCalled();
      expect(told).toEqual([]);
    });
  });
});
