import { el } from './dom.js';
import { money } from './money.js';
import { productOf } from './page.js';

/** Items as a short list: picture, name, quantity, price. @param {HTMLElement} host @param {import('./cart.js').Line[]} lines */
export function showSmallLines(host, lines) {
  host.replaceChildren(
    ...lines.flatMap((line) => {
      const product = productOf(line.sku);
      if (!product) return [];
      return el(
        'li',
        { class: 'line line--small', 'data-sku': line.sku },
        el(
          'span',
          { class: 'line__picture plinth' },
          el('img', { src: product.picture, alt: '', width: 72, height: 72 }),
        ),
        el(
          'div',
          { class: 'line__text' },
          el('span', { class: 'line__name' }, product.name),
          el(
            'span',
            { class: 'line__variant' },
            `${product.variant} · ${line.quantity} ${line.quantity === 1 ? 'piece' : 'pieces'}`,
          ),
        ),
        el('span', { class: 'line__price price' }, money(product.price * line.quantity)),
      );
    }),
  );
}
