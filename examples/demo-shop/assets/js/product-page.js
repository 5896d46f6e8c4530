import { addToCart, MAX_QUANTITY } from './cart.js';
import { track } from './data-layer.js';
import { byId } from './dom.js';
import { page, productOf } from './page.js';
import { toast } from './toast.js';
import { startFrame } from './frame.js';

/** The product page: how many, and into the cart. */

startFrame();
const product = productOf(page.sku ?? '');
if (product) start(product);

/** @param {import('./page.js').Product} item */
function start(item) {
  const form = byId('buy', HTMLFormElement);
  const input = byId('quantity', HTMLInputElement);

  track('view_item', [{ sku: item.sku, quantity: 1 }]);

  function quantity() {
    const typed = Math.round(Number(input.value));
    return Number.isFinite(typed) ? Math.max(1, Math.min(MAX_QUANTITY, typed)) : 1;
  }

  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-step]') : null;
    if (button)
      input.value = String(Math.max(1, Math.min(MAX_QUANTITY, quantity() + Number(button.getAttribute('data-step')))));
  });
  input.addEventListener('change', () => {
    input.value = String(quantity());
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const added = addToCart(item.sku, quantity());
    if (added === 0) {
      toast('That is the most we send in one order', `${MAX_QUANTITY} of one product.`, { links: toCart() });
      return;
    }
    track('add_to_cart', [{ sku: item.sku, quantity: added }]);
    toast('Added to your cart', added === 1 ? item.name : `${added} × ${item.name}`, {
      picture: item.picture,
      links: toCart(),
    });
    input.value = '1';
  });
}

function toCart() {
  return [
    { text: 'View cart', href: `${page.base}cart.html` },
    { text: 'Checkout', href: `${page.base}checkout.html` },
  ];
}
