/**
 * What a shop has anyway: a cart, a cookie notice, GA4 events for its analytics. Tillside reads the events; only the two parts
 * that name it are for it.
 */
const product = { item_id: 'kestrel-64', item_name: 'Kestrel grinder', price: 489 };
const page = document.body.dataset.page;
const find = (selector) => document.querySelector(selector);
const dollars = (amount) => amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' });

const pieces = () => Number(sessionStorage.getItem('pieces'));
const items = () => (pieces() > 0 ? [{ ...product, quantity: pieces() }] : []);

function push(event, more = {}) {
  window.dataLayer ??= [];
  window.dataLayer.push({ ecommerce: null });
  const ecommerce = { currency: 'USD', value: product.price * pieces(), items: items(), ...more };
  window.dataLayer.push({ event, ecommerce });
}

function showProduct() {
  push('view_item', { value: product.price, items: [{ ...product, quantity: 1 }] });
  find('[data-add]').addEventListener('click', () => {
    sessionStorage.setItem('pieces', pieces() + 1);
    push('add_to_cart', { value: product.price, items: [{ ...product, quantity: 1 }] });
    location.href = 'checkout.html';
  });
}

function showCheckout() {
  find(pieces() > 0 ? '[data-full]' : '[data-empty]').hidden = false;
  if (pieces() === 0) return;
  find('[data-lines]').textContent = `${pieces()} × ${product.item_name}`;
  find('[data-total]').textContent = dollars(product.price * pieces());
  push('begin_checkout');
  find('form').addEventListener('submit', (event) => {
    event.preventDefault();
    sessionStorage.setItem('order', `KES-${Date.now().toString(36).toUpperCase()}`);
    location.href = 'thanks.html';
  });
}

function showThanks() {
  const order = sessionStorage.getItem('order') ?? '';
  find('[data-order]').textContent = order;
  // The number makes it one order, however often this page is loaded.
  if (pieces() > 0) push('purchase', { transaction_id: order });
  sessionStorage.removeItem('pieces');
}

/** For Tillside, 1: the shop's own cookie notice says what the visitor answered. It may be called before the script has loaded. */
function tellConsent(answer) {
  window.Tillside ??= function (...call) {
    (window.Tillside.q ??= []).push(call);
  };
  window.Tillside('consent', answer);
}

/** For Tillside, 2: the shopper pressed "Apply" on an offer. `preventDefault` says that the shop put its code into the cart. */
document.addEventListener('tillside:offer', (event) => {
  if (event.detail.code !== 'KESTREL-SHIPS' || page !== 'checkout') return;
  event.preventDefault();
  find('[data-shipping]').textContent = 'Free';
});

function askForConsent() {
  if (localStorage.getItem('answered') !== null) return;
  const notice = document.createElement('section');
  notice.className = 'notice';
  notice.ariaLabel = 'Cookies';
  const text = document.createElement('p');
  text.textContent = 'May we remember this visit, so that somebody can help you with your order?';
  notice.append(text);
  for (const [label, answer] of [
    ['Accept', 'granted'],
    ['Decline', 'denied'],
  ]) {
    const button = document.createElement('button');
    button.textContent = label;
    button.className = answer === 'granted' ? '' : 'quiet';
    button.addEventListener('click', () => {
      localStorage.setItem('answered', answer);
      notice.remove();
      tellConsent(answer);
    });
    notice.append(button);
  }
  document.body.append(notice);
}

({ product: showProduct, checkout: showCheckout, thanks: showThanks })[page]?.();
askForConsent();
