import type { GuestHost } from '../../sdk/guests.ts';
import { dig, global, list, safely } from '../shared/find.ts';
import type { SeenCart } from '../shared/items.ts';
import type { Tell } from '../shared/teller.ts';
import { aboutProducts, currencyOf, readProduct, readStoreCart } from './store-cart.ts';

const PREFIX = 'experimental__woocommerce_blocks-';
const NAMESPACE = 'tillside';
const SOURCE = 'blocks';

interface Hooks {
  readonly addAction: (hook: string, namespace: string, callback: (data: unknown) => void) => void;
  readonly removeAction: (hook: string, namespace: string) => void;
}

/**
 * The actions that the cart, checkout and product blocks tell through `wp.hooks`, experimental by their name:
 * https://developer.woocommerce.com/docs/block-development/reference/hooks/actions/. Returns false while there are no hooks yet.
 */
export function followBlocks({ _signal: signal }: GuestHost, tell: Tell): boolean {
  const hooks = dig(global('wp'), 'hooks');
  if (typeof dig(hooks, 'addAction') !== 'function') return false;
  const { addAction, removeAction } = hooks as Hooks;
  /** The last step that was told: blocks say the same again whenever they are drawn anew. */
  let said = '';

  const on = (name: string, handle: (data: unknown) => void): void => {
    addAction(PREFIX + name, NAMESPACE, safely(handle));
    signal.addEventListener('abort', () => removeAction(PREFIX + name, NAMESPACE));
  };
  const step = (name: string, cart: SeenCart | undefined, more: object): void => {
    const now = name + JSON.stringify(more) + JSON.stringify(cart);
    if (!cart?.items.length || now === said) return;
    said = now;
    tell(SOURCE, name, { ...cart, ...more });
  };

  on('product-render', (data) => tell(SOURCE, 'view_item', aboutProducts([dig(data, 'product')])));
  on('product-list-render', (data) =>
    tell(SOURCE, 'view_item_list', {
      ...aboutProducts(list(data, 'products')),
      item_list_name: dig(data, 'listName'),
    }),
  );
  on('product-search', (data) => tell(SOURCE, 'search', { search_term: dig(data, 'searchTerm') }));
  on('cart-add-item', (data) =>
    tell(SOURCE, 'add_to_cart', aboutProducts([dig(data, 'product')], dig(data, 'quantity') ?? 1)),
  );
  on('cart-remove-item', (data) =>
    tell(SOURCE, 'remove_from_cart', aboutProducts([dig(data, 'product')], dig(data, 'quantity') ?? 1)),
  );
  // The product has the quantity from before.
  on('cart-set-item-quantity', (data) => {
    const product = dig(data, 'product');
    const item = readProduct(product, dig(data, 'quantity'));
    const more = item.quantity - readProduct(product).quantity;
    if (!more) return;
    const params = { currency: currencyOf(product), items: [{ ...item, quantity: Math.abs(more) }] };
    tell(SOURCE, more > 0 ? 'add_to_cart' : 'remove_from_cart', params);
  });
  on('checkout-render-checkout-form', (data) => step('begin_checkout', readStoreCart(dig(data, 'storeCart')), {}));
  on('checkout-set-selected-shipping-rate', (data) =>
    step('add_shipping_info', readStoreCart(dig(data, 'storeCart')), { shipping_tier: dig(data, 'shippingRateId') }),
  );
  on('checkout-set-active-payment-method', (data) =>
    step('add_payment_info', readStoreCart(dig(data, 'storeCart')), {
      payment_type: dig(data, 'paymentMethodSlug') ?? dig(data, 'value'),
    }),
  );
  // Words for the visitor stay on the page: they may name somebody.
  on('store-notice-create', (data) => {
    if (dig(data, 'status') === 'error') tell(SOURCE, 'checkout_error', { code: 'notice' });
  });
  return true;
}
