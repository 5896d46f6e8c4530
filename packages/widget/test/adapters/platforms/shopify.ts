import { vi } from 'vitest';
import type { CheckoutLineItem, PixelEventsCheckoutCompletedData } from '@shopify/web-pixels-extension';
import { attach } from '../../../src/adapters/shopify/attach.ts';
import { QUANTITY } from '../journey.ts';
import type { Journey } from '../journey.ts';
import type { Platform } from '../journey-suite.ts';
import { loadPixel } from '../pixel.ts';
import { cartJs, productMeta, productView, themeCart } from '../recorded/shopify.ts';

type Seen = { name: string };
/** The browser's list of what was fetched. */
let notice: (path: string) => void;

/** Dispatched as Shopify's library does: the payload is on the event itself. */
const dispatch = (name: string, payload: object): boolean =>
  document.body.dispatchEvent(Object.assign(new Event(name, { bubbles: true }), payload));

/** What the checkout tells its pixels: https://shopify.dev/docs/api/web-pixels-api/standard-events/checkout_completed */
export function completed(journey: Journey): { data: PixelEventsCheckoutCompletedData } {
  const { id, name, price, currency: currencyCode, order } = journey;
  const money = (amount: number) => ({ amount, currencyCode });
  const product = {
    id: '8001',
    title: name,
    untranslatedTitle: name,
    vendor: 'Hollin',
    type: 'Bags',
    url: '/products/hollin',
  };
  const line: Pick<CheckoutLineItem, 'id' | 'title' | 'quantity' | 'finalLinePrice' | 'variant'> = {
    id: '1',
    title: name,
    quantity: QUANTITY,
    finalLinePrice: money(Number((price * QUANTITY).toFixed(3))),
    variant: { id, image: null, price: money(price), product, sku: null, title: name, untranslatedTitle: name },
  };
  const checkout = {
    currencyCode,
    email: 'kim@example.com',
    phone: '+1 555 0100',
    discountApplications: [],
    lineItems: [line],
    order: { id: order, customer: { id: '9', isFirstOrder: true } },
    subtotalPrice: money(Number((price * QUANTITY).toFixed(3))),
    totalPrice: money(price * QUANTITY + 5),
  };
  return { data: { checkout } as object as PixelEventsCheckoutCompletedData };
}

function base(more: Pick<Platform, 'load' | 'act'>): Platform {
  let inCart = 0;
  return {
    attach,
    pages: ['view_item', 'view_cart', 'purchase'],
    without: {
      add_shipping_info: 'no script of the shop’s runs in Shopify’s checkout',
      add_payment_info: 'no script of the shop’s runs in Shopify’s checkout',
    },
    async act(journey, step, page) {
      if (step === 'add_to_cart') inCart = QUANTITY;
      await more.act(journey, step, page);
    },
    load(journey, step) {
      if (step === 'view_item') inCart = 0;
      vi.stubGlobal('fetch', async () => new Response(JSON.stringify(cartJs(journey, inCart))));
      vi.stubGlobal(
        'PerformanceObserver',
        class {
          constructor(seen: (list: { getEntries: () => Seen[] }) => void) {
            notice = (path) => seen({ getEntries: () => [{ name: `https://shop.example${path}` }] });
          }
          observe(): void {}
          disconnect(): void {}
        },
      );
      vi.stubGlobal('Shopify', {
        shop: 'hollin.myshopify.com',
        routes: { root: '/' },
        currency: { active: journey.currency },
      });
      vi.stubGlobal('ShopifyAnalytics', { meta: { page: {}, currency: journey.currency } });
      more.load(journey, step);
      // The order was placed in the checkout, where the pixel is; this is the next page of the storefront.
      return step === 'purchase' ? loadPixel().publish('checkout_completed', completed(journey)) : undefined;
    },
  };
}

function goToCheckout(): void {
  document.body.innerHTML = '<form action="/cart" method="post"><button name="checkout">Check out</button></form>';
  const form = document.querySelector('form') as HTMLFormElement;
  const submit = Object.assign(new Event('submit', { bubbles: true }), { submitter: form.querySelector('button') });
  form.dispatchEvent(submit);
}

/** A theme with standard events, as Horizon has them. */
export const themed = (): Platform =>
  base({
    load: () => undefined,
    act(journey, step) {
      if (step === 'view_item') return dispatch('shopify:product:view', productView(journey));
      if (step === 'view_cart') return dispatch('shopify:cart:view', { context: 'page', cart: themeCart(journey) });
      if (step === 'begin_checkout') return goToCheckout();
      if (step === 'add_to_cart') {
        const lines = [{ merchandiseId: `gid://shopify/ProductVariant/${journey.id}`, quantity: QUANTITY }];
        const promise = Promise.resolve({ cart: themeCart(journey) });
        dispatch('shopify:cart:lines-update', { action: 'add', context: 'product', lines, promise });
        // Its own request is seen too.
        return notice('/cart/add.js');
      }
      return undefined;
    },
  });

/** A theme without them, as those before 2026: what the page says of itself, and its requests. */
export const plain = (): Platform =>
  base({
    load(journey, step) {
      if (step === 'view_item') vi.stubGlobal('ShopifyAnalytics', { meta: productMeta(journey) });
      if (step === 'view_cart') vi.stubGlobal('ShopifyAnalytics', { meta: { page: { pageType: 'cart' } } });
    },
    act(_journey, step) {
      if (step === 'add_to_cart') notice('/cart/add');
      if (step === 'begin_checkout') goToCheckout();
    },
  });
