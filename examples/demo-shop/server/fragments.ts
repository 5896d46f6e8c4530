import { html } from './html.ts';
import type { Html } from './html.ts';
import { productBySku } from './catalogue.ts';
import type { Catalogue, Category, Product } from './types.ts';

/** Cents as people read them; whole dollars keep their cents, so that columns of prices line up. */
export function formatMoney(catalogue: Catalogue, minor: number): string {
  return new Intl.NumberFormat(catalogue.locale, { style: 'currency', currency: catalogue.currency }).format(
    minor / 100,
  );
}

export function artUrl(catalogue: Catalogue, product: Product): string {
  return `/shop/art/${catalogue.shop}/${product.art.file}`;
}

export function productUrl(catalogue: Catalogue, product: Product): string {
  return `${catalogue.path}products/${product.slug}.html`;
}

/** A product in a list. The name is the link; the picture beside it repeats it and stays out of the reading order. */
export function productCard(catalogue: Catalogue, product: Product): Html {
  return html`<li class="card" data-category="${product.category}">
    <a class="card__link" href="${productUrl(catalogue, product)}" data-sku="${product.sku}">
      <span class="plinth"
        ><img src="${artUrl(catalogue, product)}" width="800" height="800" alt="" loading="lazy"
      /></span>
      <span class="card__text">
        <strong class="card__name">${product.name}</strong>
        <span class="card__line">${product.line}</span>
      </span>
      <span class="price">${formatMoney(catalogue, product.price)}</span>
    </a>
  </li>`;
}

export function categoryTile(catalogue: Catalogue, category: Category): Html {
  const cover = productBySku(catalogue, category.cover);
  const picture = cover
    ? html`<img src="${artUrl(catalogue, cover)}" width="800" height="800" alt="" loading="lazy" />`
    : undefined;
  return html`<li class="tile tile--${category.id}">
    <a href="${catalogue.path}catalogue.html?category=${category.id}">
      ${picture}
      <span class="tile__text"><strong>${category.name}</strong><span>${category.line}</span></span>
    </a>
  </li>`;
}

/** Links to the categories, for header, footer and the catalogue's filter; `current` is marked. */
export function categoryLinks(catalogue: Catalogue, current?: string): readonly Html[] {
  return catalogue.categories.map((category) => {
    const mark = category.id === current ? html` aria-current="page"` : undefined;
    return html`<li>
      <a href="${catalogue.path}catalogue.html?category=${category.id}" ${mark}>${category.name}</a>
    </li>`;
  });
}

/** The whole picture, then the close-ups: parts of the same drawing, chosen in its address. */
export function pictures(catalogue: Catalogue, product: Product): readonly Html[] {
  const url = artUrl(catalogue, product);
  const whole = html`<figure class="plinth plinth--whole">
    <img src="${url}" width="800" height="800" alt="${product.art.alt}" fetchpriority="high" />
  </figure>`;
  const details = product.art.details.map(
    (detail) =>
      html`<figure class="plinth">
        <img src="${url}#svgView(viewBox(${detail.view}))" width="800" height="800" alt="${detail.alt}" />
      </figure>`,
  );
  return [whole, ...details];
}
