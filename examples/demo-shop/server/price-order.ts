import { productBySku } from './catalogue.ts';
import { findCoupon } from './coupons.ts';
import type { Coupon } from './coupons.ts';
import type { Catalogue, ShippingMethod } from './types.ts';

export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
}

export interface PriceRequest {
  readonly items: readonly OrderLine[];
  readonly shipping: ShippingMethod;
  readonly coupon: string | undefined;
}

export interface PricedLine extends OrderLine {
  readonly name: string;
  readonly category: string;
  /** One piece, after its share of the discount, as GA4 defines `price`. */
  readonly price: number;
  /** What the coupon took off one piece. */
  readonly discount: number;
}

export type CouponVerdict =
  | { readonly code: string; readonly accepted: true; readonly label: string; readonly freeExpress: boolean }
  | { readonly code: string; readonly accepted: false; readonly reason: string };

/** What an order costs; every amount in minor units. `value` is the goods after discount: no shipping, and tax is inside. */
export interface PricedOrder {
  readonly currency: string;
  readonly items: readonly PricedLine[];
  readonly subtotal: number;
  readonly discount: number;
  readonly value: number;
  readonly method: ShippingMethod;
  readonly shipping: number;
  /** What each way of delivery would cost with this coupon, to be shown beside the choice. */
  readonly shippingPrices: Readonly<Record<ShippingMethod, number>>;
  readonly tax: number;
  readonly total: number;
  readonly coupon: CouponVerdict | undefined;
}

/** Prices an order from the catalogue alone. Unknown SKUs must have been refused before (see read-order.ts). */
export function priceOrder(catalogue: Catalogue, request: PriceRequest): PricedOrder {
  const coupon = request.coupon === undefined ? undefined : findCoupon(catalogue.site, request.coupon);
  const items = request.items.flatMap((line) => {
    const product = productBySku(catalogue, line.sku);
    if (!product) return [];
    const discount = unitDiscount(product.price, coupon);
    return [{ ...line, name: product.name, category: product.category, price: product.price - discount, discount }];
  });
  const value = sum(items, (line) => line.price * line.quantity);
  const discount = sum(items, (line) => line.discount * line.quantity);
  const shippingPrices = {
    standard: catalogue.shipping.standard.price,
    express: coupon?.kind === 'free_express' ? 0 : catalogue.shipping.express.price,
  };
  const shipping = shippingPrices[request.shipping];
  const total = value + shipping;
  return {
    currency: catalogue.currency,
    items,
    subtotal: value + discount,
    discount,
    value,
    method: request.shipping,
    shipping,
    shippingPrices,
    tax: Math.round((total * catalogue.taxPercent) / (100 + catalogue.taxPercent)),
    total,
    coupon: request.coupon === undefined ? undefined : verdict(catalogue, request.coupon, coupon),
  };
}

function unitDiscount(price: number, coupon: Coupon | undefined): number {
  return coupon?.kind === 'percent_off' ? Math.round((price * coupon.percent) / 100) : 0;
}

function verdict(catalogue: Catalogue, typed: string, coupon: Coupon | undefined): CouponVerdict {
  if (coupon) {
    return { code: coupon.code, accepted: true, label: coupon.label, freeExpress: coupon.kind === 'free_express' };
  }
  const code = typed.trim().toUpperCase();
  return {
    code,
    accepted: false,
    reason: `${catalogue.name} does not know the code ${code}. Check the spelling, or leave it empty.`,
  };
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}
