import { productBySku } from './catalogue.ts';
import type { OrderLine, PriceRequest } from './price-order.ts';
import type { Catalogue } from './types.ts';

/** Something wrong with a body, and where (a JSON pointer), so that a developer finds it at once. */
export interface Mistake {
  readonly pointer: string;
  readonly detail: string;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

const MAX_LINES = 40;
const MAX_QUANTITY = 10;
const MAX_COUPON_CHARS = 40;
const MAX_FIELD_CHARS = 200;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
const CONTACT_FIELDS = ['email', 'name', 'address', 'city', 'postalCode', 'country'] as const;

type Fields = Readonly<Record<string, unknown>>;

/** Reads what is needed to price a cart, and lists every mistake at once. */
export function readPriceRequest(catalogue: Catalogue, body: unknown): Read<PriceRequest> {
  if (!isFields(body)) return refuse('', 'Send a JSON object with "items" and "shipping".');
  const mistakes: Mistake[] = [];
  const items = readItems(catalogue, body['items'], mistakes);
  const shipping = body['shipping'];
  if (shipping !== 'standard' && shipping !== 'express') {
    mistakes.push({ pointer: '/shipping', detail: 'Choose "standard" or "express".' });
  }
  const coupon = body['coupon'];
  const isCouponFine =
    coupon === undefined || coupon === null || (typeof coupon === 'string' && coupon.length <= MAX_COUPON_CHARS);
  if (!isCouponFine)
    mistakes.push({ pointer: '/coupon', detail: `A code is a text of at most ${MAX_COUPON_CHARS} characters.` });
  if (mistakes.length > 0 || (shipping !== 'standard' && shipping !== 'express')) return { ok: false, mistakes };
  const typed = typeof coupon === 'string' && coupon.trim() !== '' ? coupon : undefined;
  return { ok: true, value: { items, shipping, coupon: typed } };
}

/** Looks over who the order goes to. The demo keeps none of it: what is checked here is dropped with the request. */
export function findContactMistakes(body: unknown): readonly Mistake[] {
  const contact = isFields(body) ? body['contact'] : undefined;
  if (!isFields(contact)) return [{ pointer: '/contact', detail: `Send "contact" with ${CONTACT_FIELDS.join(', ')}.` }];
  return CONTACT_FIELDS.flatMap((field) => {
    const value = contact[field];
    const text = typeof value === 'string' ? value.trim() : '';
    const pointer = `/contact/${field}`;
    if (text === '') return [{ pointer, detail: 'This is missing.' }];
    if (text.length > MAX_FIELD_CHARS)
      return [{ pointer, detail: `This is longer than ${MAX_FIELD_CHARS} characters.` }];
    if (field === 'email' && !EMAIL.test(text)) return [{ pointer, detail: 'This is not an e-mail address.' }];
    return [];
  });
}

function readItems(catalogue: Catalogue, items: unknown, mistakes: Mistake[]): readonly OrderLine[] {
  if (!Array.isArray(items) || items.length === 0 || items.length > MAX_LINES) {
    mistakes.push({ pointer: '/items', detail: `Send 1 to ${MAX_LINES} items, each { "sku", "quantity" }.` });
    return [];
  }
  const quantities = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const line: Fields = isFields(item) ? item : {};
    const { sku, quantity } = line;
    if (typeof sku !== 'string' || !productBySku(catalogue, sku)) {
      mistakes.push({ pointer: `/items/${index}/sku`, detail: `${catalogue.name} does not sell this SKU.` });
    } else if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) {
      mistakes.push({ pointer: `/items/${index}/quantity`, detail: 'Order a whole number, at least 1.' });
    } else {
      const together = (quantities.get(sku) ?? 0) + quantity;
      if (together > MAX_QUANTITY) {
        mistakes.push({
          pointer: `/items/${index}/quantity`,
          detail: `At most ${MAX_QUANTITY} pieces of one product an order.`,
        });
      }
      quantities.set(sku, together);
    }
  }
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse<T>(pointer: string, detail: string): Read<T> {
  return { ok: false, mistakes: [{ pointer, detail }] };
}
