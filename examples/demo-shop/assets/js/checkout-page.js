import { emptyCart, onCartChange, readCart, setShipping } from './cart.js';
import { startCardFormatting } from './card-format.js';
import { clearDraft, readDraft, writeDraft, writePlacedOrder } from './checkout-draft.js';
import { contactChecks, needsRegion, paymentChecks } from './checkout-fields.js';
import { showRecap } from './checkout-recap.js';
import { goTo, startSteps } from './checkout-steps.js';
import { refreshSummary, startSummaryFold } from './checkout-summary.js';
import { startCouponForm } from './coupon-form.js';
import { push, track } from './data-layer.js';
import { byId } from './dom.js';
import { checkForm, valuesOf, watchForm } from './form-errors.js';
import { page } from './page.js';
import { placeOrder, ShopError } from './quote.js';
import { startFrame } from './frame.js';

/** The checkout: three steps, one bill. */

const contactForm = byId('form-contact', HTMLFormElement);
const deliveryForm = byId('form-delivery', HTMLFormElement);
const paymentForm = byId('form-payment', HTMLFormElement);
/** Set once the order is in: the emptied cart must not send the shopper to "nothing to pay". */
let isOrdered = false;
let isDeliveryChosen = readDraft()['delivery'] === 'chosen';

startFrame();
if (showWhetherEmpty()) start();

function showWhetherEmpty() {
  const isFull = readCart().lines.length > 0;
  byId('checkout', HTMLElement).hidden = !isFull;
  byId('checkout-empty', HTMLElement).hidden = isFull;
  return isFull;
}

function start() {
  const cart = readCart();
  track('begin_checkout', cart.lines, { coupon: cart.coupon });
  restoreContact();
  startSummaryFold();
  startCouponForm();
  startCardFormatting(paymentForm);
  watchForm(contactForm, contactChecks);
  watchForm(paymentForm, paymentChecks);
  contactForm.addEventListener('submit', submitContact);
  contactForm.addEventListener('change', showRegion);
  deliveryForm.addEventListener('submit', submitDelivery);
  deliveryForm.addEventListener('change', () => setShipping(chosenShipping()));
  paymentForm.addEventListener('submit', (event) => void submitPayment(event));
  onCartChange(() => {
    if (isOrdered || !showWhetherEmpty()) return;
    showShipping();
    void refreshSummary();
  });
  showShipping();
  startSteps({ mayEnter, onEnter });
  void refreshSummary();
}

/** @param {import('./checkout-steps.js').Step} step */
function mayEnter(step) {
  if (step === 'contact') return true;
  const values = valuesOf(contactForm);
  const isContactFine = Object.entries(contactChecks).every(
    ([name, check]) => check(values[name] ?? '', values) === undefined,
  );
  return isContactFine && (step === 'delivery' || isDeliveryChosen);
}

/** @param {import('./checkout-steps.js').Step} step */
function onEnter(step) {
  showRecap(step, valuesOf(contactForm), readCart().shipping);
}

/** @param {SubmitEvent} event */
function submitContact(event) {
  event.preventDefault();
  if (tellError(checkForm(contactForm, contactChecks))) return;
  saveDraft();
  goTo('delivery');
}

/** @param {SubmitEvent} event */
function submitDelivery(event) {
  event.preventDefault();
  const cart = readCart();
  isDeliveryChosen = true;
  saveDraft();
  track('add_shipping_info', cart.lines, {
    coupon: cart.coupon,
    extra: { shipping_tier: page.shipping[cart.shipping].label },
  });
  goTo('payment');
}

/** @param {SubmitEvent} event */
async function submitPayment(event) {
  event.preventDefault();
  const failure = byId('order-error', HTMLElement);
  const button = byId('place-order', HTMLButtonElement);
  failure.hidden = true;
  if (button.disabled || tellError(checkForm(paymentForm, paymentChecks))) return;
  const cart = readCart();
  const contact = valuesOf(contactForm);
  const label = button.textContent;
  button.disabled = true;
  button.textContent = 'Placing your order…';
  track('add_payment_info', cart.lines, { coupon: cart.coupon, extra: { payment_type: 'card' } });
  try {
    const order = await placeOrder(cart, contact);
    isOrdered = true;
    writePlacedOrder({ order, contact, placedAt: new Date().toISOString(), isReported: false });
    clearDraft();
    emptyCart();
    location.assign(`${page.base}confirmation.html?order=${encodeURIComponent(order.transactionId)}`);
  } catch (error) {
    failure.textContent =
      error instanceof ShopError ? error.message : 'Your order could not be placed. Please try again.';
    failure.hidden = false;
    tellError(error instanceof ShopError ? (error.problem?.code ?? 'unreachable') : 'unknown');
    button.disabled = false;
    button.textContent = label;
  }
}

/**
 * Tells that the shopper was stopped, and by which field or code: never by what was typed.
 *
 * @param {string | undefined} code
 * @returns {boolean} true where there was something to tell
 */
function tellError(code) {
  if (code !== undefined) push({ event: 'checkout_error', code });
  return code !== undefined;
}

function chosenShipping() {
  return new FormData(deliveryForm).get('shipping') === 'express' ? 'express' : 'standard';
}

function showShipping() {
  const { shipping } = readCart();
  for (const radio of deliveryForm.querySelectorAll('input')) radio.checked = radio.value === shipping;
}

function saveDraft() {
  writeDraft({ ...valuesOf(contactForm), ...(isDeliveryChosen ? { delivery: 'chosen' } : {}) });
}

function restoreContact() {
  for (const [name, value] of Object.entries(readDraft())) {
    const input = contactForm.elements.namedItem(name);
    if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) input.value = value;
  }
  showRegion();
}

/** States and provinces are asked for where the post needs them; the postal code is called what it is called there. */
function showRegion() {
  const { country = 'US' } = valuesOf(contactForm);
  byId('region-field', HTMLElement).hidden = !needsRegion(country);
  const label = byId('region-field', HTMLElement).querySelector('label');
  if (label) label.textContent = country === 'CA' ? 'Province' : 'State';
  byId('postal-label', HTMLElement).textContent = country === 'US' ? 'ZIP code' : 'Postal code';
}
