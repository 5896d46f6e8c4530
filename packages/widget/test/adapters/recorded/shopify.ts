import { QUANTITY } from '../journey.ts';
import type { Journey } from '../journey.ts';

/** Liquid and the Ajax API write every amount times 100, a yen too: https://shopify.dev/docs/api/liquid/objects/cart#cart-checkout_charge_amount */
export const cents = (amount: number): number => Number((amount * 100).toFixed(1));

/** `GET /cart.js`, abridged: https://shopify.dev/docs/api/ajax/reference/cart#get-locale-cart-js */
export function cartJs({ id, name, price, currency }: Journey, quantity: number): object {
  const variant = Number(id);
  const line = {
    id: variant,
    properties: {},
    quantity,
    variant_id: variant,
    key: `${id}:7e551f8ea968a2e49b09c57379e7561b`,
    title: name,
    price: cents(price),
    original_price: cents(price),
    presentment_price: price,
    discounted_price: cents(price),
    line_price: cents(price * quantity),
    final_price: cents(price),
    final_line_price: cents(price * quantity),
    total_discount: 0,
    discounts: [],
    sku: null,
    product_id: 8_001,
    variant_title: null,
  };
  return {
    token: 'hWN2Hiw5mfFVdN0IwMFDzR9O',
    note: '',
    attributes: {},
    original_total_price: cents(price * quantity),
    total_price: cents(price * quantity),
    total_discount: 0,
    item_count: quantity,
    items: quantity ? [line] : [],
    currency,
    items_subtotal_price: cents(price * quantity),
    discount_codes: [],
  };
}

/** `ShopifyAnalytics.meta` of a product's page, as `content_for_header` writes it: https://shopify.dev/docs/api/liquid/objects/content_for_header */
export const productMeta = ({ id, name, price, currency }: Journey): object => ({
  product: {
    id: 8_001,
    gid: 'gid://shopify/Product/8001',
    vendor: 'Hollin',
    type: 'Bags',
    variants: [{ id: Number(id), price: cents(price), name, public_title: null, sku: null }],
    remote: false,
  },
  page: { pageType: 'product', resourceType: 'product', resourceId: 8_001 },
  currency,
});

/** What themes dispatch: https://shopify.dev/docs/api/storefront-events-and-actions/events/product-view */
export const productView = ({ id, name, price, currency }: Journey): object => ({
  context: 'page',
  selectedOptions: [],
  product: {
    id: 'gid://shopify/Product/8001',
    title: name,
    handle: 'hollin-weekender',
    selectedVariant: {
      id: `gid://shopify/ProductVariant/${id}`,
      title: 'Default Title',
      availableForSale: true,
      price: { amount: price.toFixed(3), currencyCode: currency },
      selectedOptions: [],
    },
  },
});

/** The cart in it has no names: https://shopify.dev/docs/api/storefront-events-and-actions/events/cart-lines-update */
export function themeCart({ id, price, currency }: Journey): object {
  const cost = { totalAmount: { amount: (price * QUANTITY).toFixed(3), currencyCode: currency } };
  return {
    id: 'gid://shopify/Cart/hWN2Hiw5mfFVdN0IwMFDzR9O',
    totalQuantity: QUANTITY,
    cost,
    lines: [{ id: `gid://shopify/CartLine/${id}`, quantity: QUANTITY, cost }],
    discountCodes: [],
  };
}
