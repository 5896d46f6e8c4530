import { readFileSync } from 'node:fs';

import { categoryLinks } from './fragments.ts';
import { fill, Html, jsonBlock } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './pages.ts';
import type { Catalogue } from './types.ts';

export interface Visit {
  readonly relayUrl: string;
  /** What the visitor answered to the cookie notice, if anything. */
  readonly answer: 'granted' | 'denied' | undefined;
}

/** Puts a page into what all pages share: head with the one widget tag, header, notice, footer, and the data its script reads. */
export function createFrame(root: URL): (catalogue: Catalogue, page: Page, visit: Visit) => string {
  const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
  const layout = read('pages/layout.html');
  const headers = { shop: read('pages/header.html'), checkout: read('pages/header-checkout.html') };
  const footers = { shop: read('pages/footer.html'), checkout: read('pages/footer-checkout.html') };
  const notice = read('pages/notice.html');
  const logos: Readonly<Record<string, Html>> = {
    halden: new Html(read('logos/halden.svg')),
    fernway: new Html(read('logos/fernway.svg')),
  };

  return (catalogue, page, visit) => {
    const kind = page.isCheckout ? 'checkout' : 'shop';
    const shared = {
      base: catalogue.path,
      name: catalogue.name,
      description: catalogue.description,
      logo: logos[catalogue.shop],
      nav: categoryLinks(catalogue, page.category),
      sisterName: catalogue.sister.name,
      sisterPath: catalogue.sister.path,
      sisterLine: catalogue.sister.line,
      bagIcon: icon('bag'),
      lockIcon: icon('lock'),
    };
    return fill(layout, {
      shop: catalogue.shop,
      title: page.title,
      description: page.description,
      style: page.style,
      script: page.script,
      relayUrl: visit.relayUrl,
      site: catalogue.site,
      consent: visit.answer === 'granted' ? 'granted' : 'required',
      notice: visit.answer === undefined ? fill(notice, { base: catalogue.path }) : undefined,
      header: fill(headers[kind], shared),
      footer: fill(footers[kind], shared),
      main: page.main,
      data: jsonBlock('page-data', pageData(catalogue, page)),
    }).text;
  };
}

/** What the page's script must know: the products by SKU, few enough to come with every page and save a request. */
function pageData(catalogue: Catalogue, page: Page): unknown {
  const names = new Map(catalogue.categories.map((category) => [category.id, category.name]));
  return {
    site: catalogue.site,
    shop: catalogue.shop,
    name: catalogue.name,
    base: catalogue.path,
    locale: catalogue.locale,
    currency: catalogue.currency,
    shipping: catalogue.shipping,
    list: page.list,
    sku: page.sku,
    products: catalogue.products.map(({ sku, slug, name, category, price, variant, art }) => {
      return {
        sku,
        slug,
        name,
        category: names.get(category),
        price,
        variant,
        picture: `/shop/art/${catalogue.shop}/${art.file}`,
      };
    }),
  };
}
