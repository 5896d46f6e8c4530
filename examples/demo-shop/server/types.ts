/** One thing the shop sells. Money is integer minor units (cents). */
export interface Product {
  readonly sku: string;
  /** Its page: `products/<slug>.html`. */
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
  /** One line under the name, in lists and in the cart. */
  readonly line: string;
  readonly variant: string;
  readonly description: readonly string[];
  readonly specs: readonly (readonly [string, string])[];
  readonly included: readonly string[];
  readonly availability: string;
  readonly art: ProductArt;
}

export interface ProductArt {
  /** A file in `art/<shop>/`, drawn on an 800 x 800 canvas. */
  readonly file: string;
  readonly alt: string;
  /** Close-ups for the gallery: parts of the same drawing, `x,y,width,height`. */
  readonly details: readonly { readonly view: string; readonly alt: string }[];
}

export interface Category {
  readonly id: string;
  readonly name: string;
  readonly line: string;
  /** The product whose picture stands for the category. */
  readonly cover: string;
}

export type ShippingMethod = 'standard' | 'express';

export interface ShippingOption {
  readonly label: string;
  readonly price: number;
  /** Working days until it arrives, first and last. */
  readonly days: readonly [number, number];
}

/** Everything that may be public about a shop; `catalogue/<shop>.json`, read by the pages and by the server. */
export interface Catalogue {
  readonly site: string;
  readonly shop: string;
  readonly name: string;
  readonly tagline: string;
  readonly description: string;
  /** Where the shop lives, with a slash at both ends. */
  readonly path: string;
  readonly orderPrefix: string;
  readonly locale: string;
  readonly currency: string;
  /** Prices include it; shown, not added. */
  readonly taxPercent: number;
  readonly shipping: Readonly<Record<ShippingMethod, ShippingOption>>;
  readonly sister: { readonly name: string; readonly path: string; readonly line: string };
  /** The SKU that the home page opens with. */
  readonly hero: string;
  readonly featured: readonly string[];
  readonly categories: readonly Category[];
  readonly products: readonly Product[];
}
