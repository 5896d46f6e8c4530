import type { Context } from '@tillside/protocol';
import type { FactItem } from '@tillside/rules';
import { reduceName } from '@tillside/rules/privacy';
import type { FactChanges } from '../rules/rules.ts';
import { short } from '../shop/text.ts';
import { isRecord } from '../shop/data-layer.ts';
import type { Params } from '../shop/data-layer.ts';
import type { Remembered } from './memory.ts';

const MOST_ITEMS = 20;
const TELLS_ALL = /^(view_cart|begin_checkout|checkout_step|add_(shipping|payment)_info)$/;
/** Any stock number, but nothing with room for a card's. */
const SKU = /^(?!.*\d{15})[\w.-]{1,40}$/;

const nameIn = (value: unknown): string => (short(value) ? reduceName(short(value)) : '');
const sku = (id: string): string => (SKU.test(id) ? id : reduceName(id));

/** Notes what an event tells of the cart that only rules want: coupons, and the items' categories. */
export function noteCart(memory: Remembered, event: string, params: Params): void {
  const isAll = TELLS_ALL.test(event);
  if (event === 'purchase') memory._set({ coupon: '', items: {} });
  const list = params['items'];
  const coupon = nameIn(params['coupon']);
  // A step that is told alone says nothing of the cart.
  if ((!isAll && event !== 'add_to_cart') || (!Array.isArray(list) && !coupon)) return;
  const told = (Array.isArray(list) ? list : []).filter(isRecord).map((item) => {
    const id = short(item['item_id'] ?? item['id'] ?? item['sku']) || short(item['item_name'] ?? item['name']);
    const fields = { category: nameIn(item['item_category']), coupon: nameIn(item['coupon']) };
    return [sku(id), Object.fromEntries(Object.entries(fields).filter(([, text]) => text))] as const;
  });
  const before = isAll ? undefined : memory._get();
  memory._set({
    items: { ...before?.items, ...Object.fromEntries(told.slice(0, MOST_ITEMS)) },
    coupon: coupon || (before?.coupon ?? ''),
  });
}

/** The cart, item by item. */
export function cartFacts(memory: Remembered, cart: Context['cart']): FactChanges {
  const { coupon, items: more } = memory._get();
  const items = cart?.items.slice(0, MOST_ITEMS).map(({ id, quantity, price }): FactItem => {
    const known = sku(id);
    const told: Record<string, string | number> = { sku: known, ...more[known], quantity };
    if (price !== undefined) told['price'] = price;
    return told;
  });
  return {
    'cart.items': items,
    'cart.skus': items?.map((item) => String(item['sku'])),
    'cart.coupon': coupon || undefined,
  };
}
