import { minorUnits } from '../../../src/shop/money.ts';
import { QUANTITY } from '../journey.ts';
import type { Journey } from '../journey.ts';

const digits = (currency: string): number => Math.log10(minorUnits(currency) ?? 1);
const minor = (amount: number, currency: string): string => String(Math.round(amount * 10 ** digits(currency)));

const money = (currency: string) => ({
  currency_code: currency,
  currency_symbol: currency,
  currency_minor_unit: digits(currency),
  currency_decimal_separator: '.',
  currency_thousand_separator: ',',
});

/** A product of the Store API, abridged: https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/products/ */
export const product = ({ id, name, price, currency }: Journey) => ({
  id: Number(id),
  name,
  sku: 'HOL-WE',
  prices: { price: minor(price, currency), regular_price: minor(price, currency), ...money(currency) },
});

/** An item of a cart: https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/cart-items/ */
const item = (journey: Journey, quantity: number) => ({
  key: 'a5771bce93e200c36f7cd9dfd0e5deaa',
  ...product(journey),
  quantity,
});

const totals = ({ price, currency }: Journey, quantity: number) => ({
  total_items: minor(price * quantity, currency),
  total_items_tax: '0',
  total_discount: '0',
  total_shipping: minor(5, currency),
  total_price: minor(price * quantity + 5, currency),
  ...money(currency),
});

/** `GET /wc/store/v1/cart`, abridged: https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/cart/ */
export const cart = (journey: Journey, quantity: number = QUANTITY) => ({
  coupons: [],
  items: quantity ? [item(journey, quantity)] : [],
  items_count: quantity,
  totals: totals(journey, quantity),
  errors: [],
});

/**
 * `storeCart`, which the blocks' actions hand on: names of the cart's hook, in camel case:
 * https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/client/blocks/assets/js/base/context/hooks/cart/use-store-cart.ts
 */
export const storeCart = (journey: Journey) => ({
  cartCoupons: [],
  cartItems: [item(journey, QUANTITY)],
  cartItemsCount: QUANTITY,
  cartTotals: totals(journey, QUANTITY),
});

/** As WC_Structured_Data writes it: https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-structured-data.php */
export const structured = ({ name, price, currency }: Journey): string =>
  JSON.stringify({
    '@context': 'https://schema.org/',
    '@graph': [
      { '@context': 'https://schema.org/', '@type': 'BreadcrumbList', itemListElement: [] },
      {
        '@context': 'https://schema.org/',
        '@type': 'Product',
        name,
        sku: 'HOL-WE',
        offers: [
          {
            '@type': 'Offer',
            priceSpecification: [
              {
                '@type': 'UnitPriceSpecification',
                price: String(price),
                priceCurrency: currency,
                valueAddedTaxIncluded: false,
              },
            ],
            availability: 'http://schema.org/InStock',
          },
        ],
      },
    ],
  });

/** The confirmation of classic themes: https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/templates/checkout/thankyou.php */
export function confirmation({ order, price, currency }: Journey): string {
  const shown = new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(price * QUANTITY);
  return `<div class="woocommerce-order"><ul class="woocommerce-order-overview order_details">
    <li class="woocommerce-order-overview__order order">Order number: <strong>${order}</strong></li>
    <li class="woocommerce-order-overview__total total">Total: <strong><span class="woocommerce-Price-amount amount"><bdi>${shown}</bdi></span></strong></li>
  </ul></div>`;
}
