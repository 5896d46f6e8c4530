import { AnalyticsBrowser } from '@segment/analytics-next';
import { vi } from 'vitest';
import { attach } from '../../../src/adapters/segment/attach.ts';
import { QUANTITY, total } from '../journey.ts';
import type { Journey, Step } from '../journey.ts';
import type { Platform } from '../journey-suite.ts';

type Track = (event: string, properties: object) => unknown;

/** Segment's names for it: https://segment.com/docs/connections/spec/ecommerce/v2/ */
const EVENTS: Readonly<Partial<Record<Step, string>>> = {
  view_item: 'Product Viewed',
  add_to_cart: 'Product Added',
  view_cart: 'Cart Viewed',
  begin_checkout: 'Checkout Started',
  add_shipping_info: 'Checkout Step Completed',
  add_payment_info: 'Payment Info Entered',
  purchase: 'Order Completed',
};

function properties(journey: Journey, step: Step): object {
  const { id, name, price, currency, order } = journey;
  const product = { product_id: '507f1f77bcf86cd799439011', sku: id, name, price };
  const cart = { cart_id: 'd92jd29jd92jd29j92d92jd', products: [{ ...product, quantity: QUANTITY }] };
  if (step === 'view_item') return { ...product, quantity: 1, currency };
  if (step === 'add_to_cart') return { ...product, quantity: QUANTITY, currency, cart_id: cart.cart_id };
  if (step === 'view_cart') return { ...cart, currency };
  // A step has no products, and says the same again with the payment.
  if (step === 'add_shipping_info') return { checkout_id: 'c1', step: 2, shipping_method: 'FedEx' };
  if (step === 'add_payment_info') return { checkout_id: 'c1', step: 3, payment_method: 'Visa' };
  return {
    ...cart,
    ...(step === 'purchase'
      ? { order_id: order, revenue: total(journey), total: total(journey) + 5 }
      : { value: total(journey) }),
    shipping: 5,
    currency,
  };
}

const pages: readonly Step[] = ['view_item', 'view_cart', 'begin_checkout', 'purchase'];
const act =
  (track: () => Track): Platform['act'] =>
  (journey, step) =>
    void track()(EVENTS[step] ?? '', properties(journey, step));

/** The library itself, from its settings on; what it sends goes nowhere. */
export function segment(): Platform {
  let analytics: AnalyticsBrowser | undefined;
  return {
    attach,
    pages,
    load() {
      vi.stubGlobal('fetch', async () => new Response('{}'));
      analytics = AnalyticsBrowser.load(
        { writeKey: 'none', cdnSettings: { integrations: { 'Segment.io': { apiKey: 'none' } } } },
        { integrations: { 'Segment.io': false }, disableClientPersistence: true },
      );
      vi.stubGlobal('analytics', analytics);
    },
    act: act(() => (event, values) => analytics?.track(event, values)),
  };
}

type Page = { rudderanalytics?: unknown };

/** RudderStack's snippet, an array that keeps calls: https://www.rudderstack.com/docs/sources/event-streams/sdks/rudderstack-javascript-sdk/ */
export function rudder(): Platform {
  return {
    attach,
    pages,
    load() {
      const snippet: unknown[] & { track?: Track } = [['load', 'key', 'https://plane.example']];
      snippet.track = (...values) => snippet.push(['track', ...values]);
      vi.stubGlobal('rudderanalytics', snippet);
    },
    act(journey, step, page) {
      const stub = (window as Page).rudderanalytics as { track: Track };
      // Once before the library is there, and on with it.
      if (step !== 'add_to_cart') return act(() => stub.track)(journey, step, page);
      const library = { track(..._values: Parameters<Track>): void {} };
      (window as Page).rudderanalytics = library;
      document.dispatchEvent(new CustomEvent('RSA_Ready'));
      return act(
        () =>
          (...values) =>
            library.track(...values),
      )(journey, step, page);
    },
  };
}
