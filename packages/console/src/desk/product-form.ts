import type { Product } from '@tillside/protocol';
import { readMoney } from '../format.ts';
import { strings } from '../strings.ts';
import { safeHref } from './links.ts';

export type ProductField = 'name' | 'url' | 'price' | 'image';
export type WrittenProduct = Readonly<Record<ProductField, string>>;

/** What is wrong, by field, in the order of the form. Only name and address are needed. */
export function mistakesOf(
  { name, url, price, image }: WrittenProduct,
  currency: string,
): Readonly<Partial<Record<ProductField, string>>> {
  const text = strings.composer;
  return {
    ...(name === '' && { name: text.productNeedsName }),
    ...(safeHref(url) === undefined && { url: text.productNeedsUrl }),
    ...(price !== '' && readMoney(price, currency) === undefined && { price: text.productBadPrice }),
    ...(image !== '' && safeHref(image) === undefined && { image: text.productBadImage }),
  };
}

/** What is sent, of what has no mistakes. */
export function readProduct({ name, url, price, image }: WrittenProduct, currency: string): Product {
  const amount = readMoney(price, currency);
  return { name, url, ...(image !== '' && { image }), ...(amount !== undefined && { price: amount, currency }) };
}
