import { readFileSync } from 'node:fs';

import type { Catalogue, Product } from './types.ts';

/** The shops, in the order in which their paths are tried: the deeper path first, because `/shop/fernway/` is also below `/shop/`. */
const SHOPS = ['fernway', 'halden'] as const;

/** Reads both catalogues from the folder `catalogue/`. */
export function loadCatalogues(root: URL): readonly Catalogue[] {
  return SHOPS.map((shop) => JSON.parse(readFileSync(new URL(`catalogue/${shop}.json`, root), 'utf8')) as Catalogue);
}

export function productBySku(catalogue: Catalogue, sku: string): Product | undefined {
  return catalogue.products.find((product) => product.sku === sku);
}

export function productBySlug(catalogue: Catalogue, slug: string): Product | undefined {
  return catalogue.products.find((product) => product.slug === slug);
}
