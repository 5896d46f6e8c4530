import { createHooks } from '@wordpress/hooks';
import { vi } from 'vitest';
import { attach } from '../../../src/adapters/woocommerce/attach.ts';
import { QUANTITY } from '../journey.ts';
import type { Step } from '../journey.ts';
import type { Platform } from '../journey-suite.ts';
import { cart, confirmation, product, storeCart, structured } from '../recorded/woocommerce.ts';

const pages: readonly Step[] = ['view_item', 'view_cart', 'begin_checkout', 'purchase'];
const unload = (): void => history.replaceState(null, '', '/');
const head = '<link rel="https://api.w.org/" href="https://shop.example/wp-json/">';

/** Blocks, told through WordPress' own hooks; the cart's page has no action of its own. */
export function blocks(): Platform {
  let hooks = createHooks();
  const tell = (action: string, data: object): void =>
    void hooks.doAction(`experimental__woocommerce_blocks-${action}`, data);
  return {
    attach,
    pages,
    unload,
    without: { view_cart: 'the cart block tells nothing when it is drawn' },
    load(journey, step) {
      hooks = createHooks();
      vi.stubGlobal('wp', { hooks });
      vi.stubGlobal('wcSettings', { currency: { code: journey.currency } });
      if (step !== 'purchase') return;
      history.replaceState(null, '', `/checkout/order-received/${journey.order}/?key=wc_order_x`);
      document.body.innerHTML = confirmation(journey);
    },
    act(journey, step) {
      const one = product(journey);
      if (step === 'view_item') tell('product-render', { product: one });
      if (step === 'add_to_cart') tell('cart-add-item', { product: one, quantity: QUANTITY });
      const withCart = { storeCart: storeCart(journey) };
      // Drawn again after each change, as React does.
      if (step === 'begin_checkout')
        for (let times = 0; times < 3; times++) tell('checkout-render-checkout-form', withCart);
      if (step === 'add_shipping_info')
        tell('checkout-set-selected-shipping-rate', { ...withCart, shippingRateId: 'flat_rate:1' });
      if (step === 'add_payment_info')
        tell('checkout-set-active-payment-method', { ...withCart, paymentMethodSlug: 'cod' });
    },
  };
}

type Handler = () => void;

/** What the adapter uses of jQuery, whose events are none of the DOM's. */
export function fakeQuery() {
  const handlers = new Map<string, Set<Handler>>();
  const names = (events: string, each: (name: string) => void): void => events.split(' ').forEach(each);
  const query = () => ({
    on: (events: string, handle: Handler) =>
      names(events, (name) => handlers.set(name, (handlers.get(name) ?? new Set()).add(handle))),
    off: (events: string, handle: Handler) => names(events, (name) => handlers.get(name)?.delete(handle)),
  });
  return { query, trigger: (name: string) => handlers.get(name)?.forEach((handle) => handle()) };
}

/** Classic templates: jQuery's events, https://github.com/woocommerce/woocommerce/tree/trunk/plugins/woocommerce/client/legacy/js/frontend */
export function classic(): Platform {
  let jQuery = fakeQuery();
  let inCart = 0;
  return {
    attach,
    pages,
    unload,
    load(journey, step) {
      jQuery = fakeQuery();
      if (step === 'view_item') inCart = 0;
      document.head.innerHTML = head;
      vi.stubGlobal('wp', undefined);
      vi.stubGlobal('wcSettings', undefined);
      vi.stubGlobal('jQuery', jQuery.query);
      vi.stubGlobal('fetch', async (url: string) => {
        if (url !== 'https://shop.example/wp-json/wc/store/v1/cart') throw new Error(url);
        return new Response(JSON.stringify(cart(journey, inCart)));
      });
      if (step === 'view_item') {
        document.body.className = 'single-product woocommerce';
        document.body.innerHTML = `<form class="cart"><button name="add-to-cart" value="${journey.id}">Add</button></form>`;
        const data = document.createElement('script');
        data.type = 'application/ld+json';
        data.textContent = structured(journey);
        document.body.append(data);
      }
      if (step === 'view_cart') document.body.className = 'woocommerce-cart woocommerce-page';
      if (step === 'begin_checkout') {
        document.body.className = 'woocommerce-checkout woocommerce-page';
        document.body.innerHTML =
          '<input type="radio" name="shipping_method[0]" value="flat_rate:1"><input type="radio" name="payment_method" value="cod">';
      }
      if (step === 'purchase') {
        document.body.className = 'woocommerce-checkout woocommerce-page woocommerce-order-received';
        history.replaceState(null, '', `/checkout/order-received/${journey.order}/?key=wc_order_x`);
        document.body.innerHTML = confirmation(journey);
        inCart = 0;
      }
    },
    act(_journey, step) {
      const choose = (name: string): void => {
        (document.querySelector(`[name^="${name}"]`) as HTMLInputElement).checked = true;
      };
      if (step === 'add_to_cart') {
        inCart = QUANTITY;
        // Both: the theme refreshes its fragments after the button.
        jQuery.trigger('added_to_cart');
        jQuery.trigger('wc_fragments_refreshed');
      }
      if (step === 'add_shipping_info') {
        choose('shipping_method');
        jQuery.trigger('updated_checkout');
        jQuery.trigger('updated_checkout');
      }
      if (step === 'add_payment_info') {
        choose('payment_method');
        jQuery.trigger('payment_method_selected');
      }
    },
  };
}
