import { address, page } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { dig, global, list, safely } from '../shared/find.ts';
import { decimal } from '../shared/items.ts';
import { keptCart } from '../shared/kept-cart.ts';
import type { Tell } from '../shared/teller.ts';
import { readShown } from './shown-price.ts';

const SOURCE = 'page';
/** The order's total, in classic themes and in blocks. */
const TOTAL =
  '.woocommerce-order-overview__total .amount, .wc-block-order-confirmation-totals__total .amount, [class*="order-confirmation-summary"] .amount';
const NUMBER = '.woocommerce-order-overview__order strong';

/** WooCommerce's own structured data of a product: https://schema.org/Product */
function tellProduct(tell: Tell): void {
  for (const script of page().querySelectorAll('script[type="application/ld+json"]')) {
    safely(() => {
      const found: unknown = JSON.parse(script.textContent ?? '');
      const graph = list(found, '@graph');
      const product = (graph.length ? graph : [found]).find((one) => dig(one, '@type') === 'Product');
      if (!product) return;
      const offer = dig(product, 'offers.0') ?? dig(product, 'offers');
      const price = dig(offer, 'priceSpecification.0') ?? dig(offer, 'priceSpecification') ?? offer;
      const value = decimal(dig(price, 'price') ?? dig(offer, 'lowPrice'));
      // The number that the cart has too; what stands in structured data may be a SKU.
      const id = page().querySelector<HTMLInputElement>('form.cart [name="add-to-cart"]')?.value ?? dig(product, 'sku');
      tell(SOURCE, 'view_item', {
        currency: dig(price, 'priceCurrency') ?? dig(offer, 'priceCurrency'),
        value,
        items: [{ item_id: String(id), item_name: dig(product, 'name'), price: value, quantity: 1 }],
      });
    })();
  }
}

/** The confirmation, whose address has the order's number; its amount is read off the page. */
function tellOrder(tell: Tell, host: GuestHost): void {
  const number = /\/order-received\/(\d+)/.exec(address())?.[1];
  const shown = page().querySelector(TOTAL)?.textContent;
  if (!number || !shown) return;
  const code = dig(global('wcSettings'), 'currency.code');
  const id = page().querySelector(NUMBER)?.textContent?.trim();
  const kept = keptCart(host);
  const own = typeof code === 'string' ? code : (kept?.currency ?? host._boot.currency);
  tell(SOURCE, 'purchase', {
    transaction_id: id || number,
    currency: own,
    value: readShown(shown, own),
    coupon: kept?.coupon,
    items: kept?.items ?? [],
  });
}

/** What the page says of itself, for shops without a tag that says so. */
export function tellPage(tell: Tell, host: GuestHost): void {
  if (page().body.classList.contains('single-product')) tellProduct(tell);
  tellOrder(tell, host);
}
