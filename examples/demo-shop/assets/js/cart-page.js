import { addToCart, MAX_QUANTITY, onCartChange, readCart, setQuantity, subtotalOf } from './cart.js';
import { startCouponForm } from './coupon-form.js';
import { track } from './data-layer.js';
import { byId, el, icon } from './dom.js';
import { money } from './money.js';
import { productOf, productUrl } from './page.js';
import { fetchQuote } from './quote.js';
import { showTotals } from './totals.js';
import { startFrame } from './frame.js';

/** The cart: what is in it, how many, and what it comes to. */

const list = byId('lines', HTMLElement);
const totals = byId('totals', HTMLElement);
let asked = 0;

async function show() {
  const cart = readCart();
  const isEmpty = cart.lines.length === 0;
  byId('cart-empty', HTMLElement).hidden = !isEmpty;
  byId('cart-full', HTMLElement).hidden = isEmpty;
  showLines(cart);
  if (isEmpty) return;
  asked += 1;
  const mine = asked;
  try {
    const quote = await fetchQuote(cart);
    // Only the newest question counts: answers may overtake each other.
    if (mine === asked) showTotals(totals, quote);
  } catch {
    if (mine === asked)
      totals.replaceChildren(el('div', {}, el('dt', {}, 'Subtotal'), el('dd', {}, money(subtotalOf(cart)))));
  }
}

/** Redraws the list and gives the keyboard back to the control that had it. @param {import('./cart.js').Cart} cart */
function showLines(cart) {
  const focused = document.activeElement?.getAttribute('data-key');
  list.replaceChildren(...cart.lines.flatMap((line) => lineOf(line) ?? []));
  if (!focused) return;
  const again = list.querySelector(`[data-key="${CSS.escape(focused)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/** @param {import('./cart.js').Line} line */
function lineOf(line) {
  const product = productOf(line.sku);
  if (!product) return undefined;
  const { name, sku } = product;
  /** @param {-1 | 1} step @param {string} label */
  const stepButton = (step, label) => {
    const isEnd = step === 1 && line.quantity >= MAX_QUANTITY;
    const button = el(
      'button',
      { type: 'button', 'aria-label': label, 'data-key': `${sku} ${step}`, disabled: isEnd },
      icon(step === 1 ? 'plus' : 'minus'),
    );
    button.addEventListener('click', () => changeQuantity(sku, line.quantity, line.quantity + step));
    return button;
  };
  const remove = el(
    'button',
    { type: 'button', class: 'link-button', 'data-key': `${sku} remove`, 'aria-label': `Remove ${name}` },
    'Remove',
  );
  remove.addEventListener('click', () => changeQuantity(sku, line.quantity, 0));
  return el(
    'li',
    { class: 'line', 'data-sku': sku },
    el(
      'a',
      { class: 'line__picture plinth', href: productUrl(product), tabindex: -1, 'aria-hidden': 'true' },
      el('img', { src: product.picture, alt: '', width: 160, height: 160 }),
    ),
    el(
      'div',
      { class: 'line__text' },
      el('a', { class: 'line__name', href: productUrl(product) }, name),
      el('span', { class: 'line__variant' }, product.variant),
      el('span', { class: 'line__each' }, `${money(product.price)} each`),
    ),
    el(
      'div',
      { class: 'line__controls' },
      el(
        'div',
        { class: 'stepper stepper--small', role: 'group', 'aria-label': `Quantity of ${name}` },
        stepButton(-1, 'One less'),
        el('span', { class: 'stepper__value', 'aria-live': 'polite' }, String(line.quantity)),
        stepButton(1, 'One more'),
      ),
      remove,
    ),
    el('span', { class: 'line__price price' }, money(product.price * line.quantity)),
  );
}

/** @param {string} sku @param {number} before @param {number} after */
function changeQuantity(sku, before, after) {
  if (after > before) {
    const added = addToCart(sku, after - before);
    if (added > 0) track('add_to_cart', [{ sku, quantity: added }]);
  } else {
    setQuantity(sku, after);
    track('remove_from_cart', [{ sku, quantity: before - Math.max(0, after) }]);
  }
}

startFrame();
const cart = readCart();
if (cart.lines.length > 0) track('view_cart', cart.lines, { coupon: cart.coupon });
startCouponForm();
onCartChange(() => void show());
void show();
