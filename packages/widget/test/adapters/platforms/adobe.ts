import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { vi } from 'vitest';
import { attach } from '../../../src/adapters/adobe/attach.ts';
import { QUANTITY } from '../journey.ts';
import type { Journey, Step } from '../journey.ts';
import type { Platform } from '../journey-suite.ts';
import * as recorded from '../recorded/adobe.ts';

/** Adobe's own script, which takes over the array that it finds. */
const script = await readFile(
  createRequire(import.meta.url).resolve('@adobe/adobe-client-data-layer/dist/adobe-client-data-layer.min.js'),
  'utf8',
);
export function runClientDataLayer(): void {
  // oxlint-disable-next-line typescript/no-implied-eval -- as its script tag does, once for each page
  (new Function(script) as () => void)();
}

interface DataLayer {
  push: (...entries: unknown[]) => void;
  getState: () => Record<string, unknown>;
}
const page = window as { adobeDataLayer?: DataLayer };

/** As https://github.com/adobe/commerce-events sets a context, and then tells the event with the whole state beside it. */
function publish(contexts: object, event: string): void {
  const layer = page.adobeDataLayer;
  for (const [name, context] of Object.entries(contexts)) layer?.push({ [name]: null }, { [name]: context });
  layer?.push((it: DataLayer) => it.push({ event, eventInfo: { ...it.getState() } }));
}

const unload = (): void => {
  delete page.adobeDataLayer;
  history.replaceState(null, '', '/');
};

/** A storefront with the storefront events, as drop-ins and PWA Studio have them: one page for a whole visit. */
export const storefront = (): Platform => ({
  attach,
  pages: ['view_item', 'purchase'],
  without: {
    add_shipping_info: 'there is no such storefront event',
    add_payment_info: 'there is no such storefront event',
  },
  load(journey) {
    vi.stubGlobal('adobeDataLayer', []);
    page.adobeDataLayer?.push({ storefrontInstanceContext: recorded.storefrontInstanceContext(journey) });
    runClientDataLayer();
  },
  unload,
  act(journey, step) {
    const shoppingCartContext = recorded.shoppingCartContext(journey);
    if (step === 'view_item') publish({ productContext: recorded.productContext(journey) }, 'product-page-view');
    if (step === 'add_to_cart') {
      publish({ changedProductsContext: recorded.changedProductsContext(journey), shoppingCartContext }, 'add-to-cart');
    }
    if (step === 'view_cart') publish({ shoppingCartContext }, 'shopping-cart-view');
    if (step === 'begin_checkout') publish({ shoppingCartContext }, 'initiate-checkout');
    if (step === 'purchase') {
      publish({ shoppingCartContext, orderContext: recorded.orderContext(journey) }, 'place-order');
    }
  },
});

type Follow = (cart: object) => void;

/** Luma: https://developer.adobe.com/commerce/frontend-core/javascript/customer-data/ */
export function luma(): Platform {
  let section: object = {};
  let followers: Follow[] = [];
  const keep = (cart: object): void => {
    section = cart;
    localStorage.setItem('mage-cache-storage', JSON.stringify({ cart }));
  };
  return {
    attach,
    pages: ['view_item', 'view_cart', 'begin_checkout', 'purchase'] satisfies Step[],
    without: {
      add_shipping_info: 'Luma tells nobody which way was chosen',
      add_payment_info: 'Luma tells nobody which way was chosen',
    },
    unload,
    load(journey: Journey, step) {
      followers = [];
      if (step === 'view_item') keep(recorded.cartSection(journey, 0));
      if (step === 'purchase') keep(recorded.cartSection(journey, 0));
      const cart = Object.assign(() => section, {
        subscribe(handle: Follow) {
          followers.push(handle);
          return { dispose: () => void (followers = followers.filter((one) => one !== handle)) };
        },
      });
      vi.stubGlobal('BASE_URL', 'https://shop.example/');
      vi.stubGlobal('require', (_modules: string[], then: (data: object) => void) => then({ get: () => cart }));
      vi.stubGlobal('checkoutConfig', step === 'begin_checkout' ? recorded.checkoutConfig(journey) : undefined);
      if (step === 'view_item') {
        document.body.className = 'catalog-product-view';
        document.body.innerHTML = `<h1><span itemprop="name">${journey.name}</span></h1>
          <div class="value" itemprop="sku">${journey.id}</div>
          <div itemprop="offers"><meta itemprop="price" content="${journey.price}"><meta itemprop="priceCurrency" content="${journey.currency}"></div>`;
      }
      if (step === 'view_cart') history.replaceState(null, '', '/checkout/cart/');
      if (step === 'begin_checkout') history.replaceState(null, '', '/checkout/');
      if (step === 'purchase') {
        history.replaceState(null, '', '/checkout/onepage/success/');
        document.body.innerHTML = `<div class="checkout-success"><p>Your order number is: <span>${journey.order}</span>.</p></div>`;
      }
    },
    act(journey, step) {
      if (step !== 'add_to_cart') return;
      keep(recorded.cartSection(journey, QUANTITY));
      for (const follow of followers) follow(section);
      // Told again when the sections are loaded for the second time.
      for (const follow of followers) follow(section);
    },
  };
}
