import { QUANTITY } from '../journey.ts';
import type { Journey } from '../journey.ts';

/** https://github.com/adobe/commerce-events/tree/main/examples/events/example-contexts, with the journey's goods in them. */
export const storefrontInstanceContext = ({ currency }: Journey) => ({
  environmentId: 'environment-id',
  environment: 'Production',
  storeUrl: 'https://example.com',
  storeViewCode: 'default',
  baseCurrencyCode: 'USD',
  storeViewCurrencyCode: currency,
  storefrontTemplate: 'Other',
});

export const productContext = ({ id, name, price, currency }: Journey) => ({
  productId: 1153,
  name,
  sku: id,
  topLevelSku: id,
  productType: 'simple',
  pricing: { regularPrice: price, minimalPrice: price, maximalPrice: price, currencyCode: currency },
});

const item = (journey: Journey) => ({
  canApplyMsrp: false,
  formattedPrice: '',
  id: 'aaaaaa',
  prices: { price: { value: journey.price, currency: journey.currency, regularPrice: journey.price } },
  product: productContext(journey),
  configurableOptions: [],
  quantity: QUANTITY,
});

export const changedProductsContext = (journey: Journey) => ({ items: [item(journey)] });

export const shoppingCartContext = (journey: Journey) => {
  const value = Number((journey.price * QUANTITY).toFixed(3));
  return {
    id: '1',
    items: [item(journey)],
    prices: {
      subtotalExcludingTax: { value, currency: journey.currency },
      subtotalIncludingTax: { value: value * 1.1, currency: journey.currency },
    },
    totalQuantity: QUANTITY,
    possibleOnepageCheckout: false,
  };
};

export const orderContext = ({ order, price }: Journey) => ({
  appliedCouponCode: '',
  email: 'kim@example.com',
  grandTotal: Number((price * QUANTITY).toFixed(3)),
  orderId: order,
  orderType: 'checkout',
  otherTax: 0,
  salesTax: 0,
  subtotalExcludingTax: Number((price * QUANTITY).toFixed(3)),
  subtotalIncludingTax: Number((price * QUANTITY).toFixed(3)),
});

/**
 * The `cart` section of customer data, abridged:
 * https://github.com/magento/magento2/blob/2.4-develop/app/code/Magento/Checkout/CustomerData/Cart.php and DefaultItem.php beside it.
 */
export const cartSection = ({ id, name, price }: Journey, quantity: number) => ({
  summary_count: quantity,
  subtotalAmount: (price * quantity).toFixed(4),
  subtotal: '<span class="price">…</span>',
  possible_onepage_checkout: true,
  items: quantity
    ? [
        {
          product_type: 'simple',
          options: [],
          qty: quantity,
          item_id: '15',
          is_visible_in_site_visibility: true,
          product_id: '1153',
          product_name: name,
          product_sku: id,
          product_has_url: true,
          product_price: '<span class="price">…</span>',
          product_price_value: price,
          canApplyMsrp: false,
        },
      ]
    : [],
  data_id: 1_804_000_000,
});

/** `window.checkoutConfig`: https://github.com/magento/magento2/blob/2.4-develop/app/code/Magento/Checkout/Model/DefaultConfigProvider.php */
export const checkoutConfig = ({ id, name, price, currency }: Journey) => ({
  quoteData: { entity_id: 'masked', quote_currency_code: currency },
  quoteItemData: [{ item_id: '15', sku: id, name, qty: QUANTITY }],
  totalsData: {
    grand_total: price * QUANTITY + 5,
    subtotal: Number((price * QUANTITY).toFixed(4)),
    quote_currency_code: currency,
    base_currency_code: 'USD',
    items: [{ item_id: 15, price, qty: QUANTITY, row_total: price * QUANTITY, name, options: '[]' }],
  },
});
