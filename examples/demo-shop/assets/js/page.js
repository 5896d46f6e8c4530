/**
 * What the server says about this page, from the block at its end.
 *
 * @typedef {{ sku: string, slug: string, name: string, category: string, price: number, variant: string, picture: string }} Product
 * @typedef {'standard' | 'express'} ShippingMethod
 * @typedef {{
 *   site: string, shop: string, name: string, base: string, locale: string, currency: string,
 *   shipping: Record<ShippingMethod, { label: string, price: number, days: [number, number] }>,
 *   list?: { id: string, name: string, skus: string[] }, sku?: string, products: Product[],
 * }} PageData
 */

/** @type {PageData} */
export const page = JSON.parse(document.getElementById('page-data')?.textContent ?? '{}');

const bySku = new Map(page.products.map((product) => [product.sku, product]));

/** @param {string} sku */
export function productOf(sku) {
  return bySku.get(sku);
}

/** @param {Product} product */
export function productUrl(product) {
  return `${page.base}products/${product.slug}.html`;
}
