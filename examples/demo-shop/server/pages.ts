import { readFileSync } from 'node:fs';

import { productBySku, productBySlug } from './catalogue.ts';
import { categoryLinks, categoryTile, formatMoney, pictures, productCard } from './fragments.ts';
import { fill, Html, html } from './html.ts';
import type { Value } from './html.ts';
import { icon } from './icons.ts';
import type { Catalogue, Product } from './types.ts';

/** What one page adds to the frame that all pages share. */
export interface Page {
  readonly title: string;
  readonly description: string;
  /** Names of `assets/css/<style>.css` and `assets/js/<script>.js`. */
  readonly style: string;
  readonly script: string;
  readonly main: Html;
  readonly status: number;
  readonly isCheckout: boolean;
  readonly category?: string;
  /** The list a `view_item_list` is about, for the page's script. */
  readonly list?: { readonly id: string; readonly name: string; readonly skus: readonly string[] };
  readonly sku?: string;
}

const PROMISES: Readonly<Record<string, string>> = {
  halden: 'Five years of guarantee, twenty of spare parts',
  fernway: 'Mended free of charge, for life',
};

export type PageFinder = (catalogue: Catalogue, path: string, query: URLSearchParams) => Page | undefined;

/** Finds and fills the page at a path below the shop's own. Templates are read once. */
export function createPages(root: URL): PageFinder & { readonly notFound: (catalogue: Catalogue) => Page } {
  const read = (name: string): string => readFileSync(new URL(`pages/${name}.html`, root), 'utf8');
  const templates = {
    halden: read('home-halden'),
    fernway: read('home-fernway'),
    catalogue: read('catalogue'),
    product: read('product'),
    cart: read('cart'),
    checkout: read('checkout'),
    confirmation: read('confirmation'),
    coupon: read('coupon'),
    privacy: read('privacy'),
    notFound: read('not-found'),
  };

  function make(
    catalogue: Catalogue,
    template: keyof typeof templates,
    page: Omit<Page, 'main' | 'status' | 'isCheckout'>,
    values: Readonly<Record<string, Value>> = {},
  ): Page {
    const main = fill(templates[template], {
      base: catalogue.path,
      name: catalogue.name,
      coupon: new Html(templates.coupon),
      checkIcon: icon('check'),
      chevronIcon: icon('chevron'),
      leftIcon: icon('left'),
      lockIcon: icon('lock'),
      ...values,
    });
    return { ...page, main, status: 200, isCheckout: template === 'checkout' };
  }

  function home(catalogue: Catalogue): Page {
    const featured = pick(catalogue, catalogue.featured);
    return make(
      catalogue,
      catalogue.shop === 'fernway' ? 'fernway' : 'halden',
      {
        title: `${catalogue.name} · ${catalogue.tagline}`,
        description: catalogue.description,
        style: 'home',
        script: 'list-page',
        list: { id: 'featured', name: 'Featured', skus: catalogue.featured },
      },
      {
        heroPrice: formatMoney(catalogue, productBySku(catalogue, catalogue.hero)?.price ?? 0),
        featured: featured.map((product) => productCard(catalogue, product)),
        categories: catalogue.categories.map((category) => categoryTile(catalogue, category)),
      },
    );
  }

  function list(catalogue: Catalogue, wanted: string | null): Page | undefined {
    const category = catalogue.categories.find((each) => each.id === wanted);
    if (wanted !== null && wanted !== '' && !category) return undefined;
    const products = catalogue.products.filter((product) => !category || product.category === category.id);
    const all = html`<li>
      <a href="${catalogue.path}catalogue.html" ${category ? undefined : html` aria-current="page"`}>Everything</a>
    </li>`;
    return make(
      catalogue,
      'catalogue',
      {
        title: `${category?.name ?? 'Everything'} · ${catalogue.name}`,
        description: category?.line ?? catalogue.description,
        style: 'catalogue',
        script: 'list-page',
        ...(category ? { category: category.id } : {}),
        list: {
          id: category?.id ?? 'all',
          name: category?.name ?? 'Everything',
          skus: products.map((product) => product.sku),
        },
      },
      {
        heading: category?.name ?? 'Everything we make',
        line: category?.line ?? catalogue.description,
        filters: [all, ...categoryLinks(catalogue, category?.id)],
        count: `${products.length} products`,
        cards: products.map((product) => productCard(catalogue, product)),
      },
    );
  }

  function product(catalogue: Catalogue, item: Product): Page {
    const category = catalogue.categories.find((each) => each.id === item.category);
    return make(
      catalogue,
      'product',
      {
        title: `${item.name} · ${catalogue.name}`,
        description: item.line,
        style: 'product',
        script: 'product-page',
        sku: item.sku,
      },
      {
        shopName: catalogue.name,
        categoryId: item.category,
        categoryName: category?.name,
        name: item.name,
        sku: item.sku,
        line: item.line,
        variant: item.variant,
        availability: item.availability,
        price: formatMoney(catalogue, item.price),
        promise: PROMISES[catalogue.shop],
        description: item.description.map((text) => html`<p>${text}</p>`),
        specs: item.specs.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        ),
        included: item.included.map((text) => html`<li>${icon('check')} ${text}</li>`),
        pictures: pictures(catalogue, item),
        related: relatedTo(catalogue, item).map((each) => productCard(catalogue, each)),
        minusIcon: icon('minus'),
        plusIcon: icon('plus'),
        truckIcon: icon('truck'),
        returnIcon: icon('back'),
        shieldIcon: icon('shield'),
      },
    );
  }

  const find: PageFinder = (catalogue, path, query) => {
    const { name, description } = catalogue;
    if (path === '') return home(catalogue);
    if (path === 'catalogue.html') return list(catalogue, query.get('category'));
    if (path === 'cart.html')
      return make(catalogue, 'cart', { title: `Cart · ${name}`, description, style: 'cart', script: 'cart-page' });
    if (path === 'checkout.html')
      return make(catalogue, 'checkout', {
        title: `Checkout · ${name}`,
        description,
        style: 'checkout',
        script: 'checkout-page',
      });
    if (path === 'confirmation.html') {
      return make(catalogue, 'confirmation', {
        title: `Thank you · ${name}`,
        description,
        style: 'confirmation',
        script: 'confirmation-page',
      });
    }
    if (path === 'privacy.html') {
      return make(catalogue, 'privacy', {
        title: `Privacy · ${name}`,
        description,
        style: 'text',
        script: 'privacy-page',
      });
    }
    const slug = /^products\/([\w-]+)\.html$/u.exec(path)?.[1];
    const item = slug === undefined ? undefined : productBySlug(catalogue, slug);
    return item && product(catalogue, item);
  };

  return Object.assign(find, {
    notFound: (catalogue: Catalogue): Page => ({
      ...make(catalogue, 'notFound', {
        title: `Not found · ${catalogue.name}`,
        description: catalogue.description,
        style: 'cart',
        script: 'plain-page',
      }),
      status: 404,
    }),
  });
}

/** Four things that go with it: the first of every other category, then their second. */
function relatedTo(catalogue: Catalogue, item: Product): readonly Product[] {
  const shelves = catalogue.categories
    .filter((category) => category.id !== item.category)
    .map((category) => catalogue.products.filter((product) => product.category === category.id));
  return [0, 1].flatMap((place) => shelves.flatMap((shelf) => shelf[place] ?? [])).slice(0, 4);
}

function pick(catalogue: Catalogue, skus: readonly string[]): readonly Product[] {
  return skus.flatMap((sku) => productBySku(catalogue, sku) ?? []);
}
