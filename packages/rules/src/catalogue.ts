/** The closed lists a playbook is checked against. A name that is not here is a mistake of its author, never a rule that silently sleeps. */

/** What a rule can listen to. */
export const SIGNALS = [
  'page_view',
  'view_item_list',
  'view_item',
  'search',
  'add_to_cart',
  'remove_from_cart',
  'view_cart',
  'begin_checkout',
  'checkout_step',
  'add_shipping_info',
  'add_payment_info',
  'purchase',
  'exit_intent',
  'checkout_error',
  'coupon_rejected',
] as const;

export interface FactDefinition {
  /** `money`: whole minor units of `cart.currency`. `texts`: a list of texts. */
  readonly kind: 'text' | 'texts' | 'number' | 'money';
  /** The only values it ever has. */
  readonly values?: readonly string[];
}

/** What a condition can look at; meanings are in `Facts`. */
export const FACTS: ReadonlyMap<string, FactDefinition> = new Map<string, FactDefinition>([
  ['page.url', { kind: 'text' }],
  ['page.path', { kind: 'text' }],
  ['page.title', { kind: 'text' }],
  ['page.type', { kind: 'text', values: ['home', 'list', 'product', 'cart', 'checkout', 'confirmation', 'other'] }],
  ['visit.pages', { kind: 'number' }],
  ['visit.number', { kind: 'number' }],
  ['visit.device', { kind: 'text', values: ['desktop', 'phone', 'tablet'] }],
  ['visit.language', { kind: 'text' }],
  ['cart.value', { kind: 'money' }],
  ['cart.currency', { kind: 'text' }],
  ['cart.quantity', { kind: 'number' }],
  ['cart.skus', { kind: 'texts' }],
  ['checkout.step', { kind: 'number' }],
  ['visitor.conversations', { kind: 'number' }],
  ['visitor.orders', { kind: 'number' }],
  ['reps.availability', { kind: 'text', values: ['now', 'soon', 'none'] }],
]);

/** What an invitation's text may hold in braces. */
export const VARIABLES = ['rep', 'site'] as const;
