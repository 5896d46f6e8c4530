/** GA4's events of a checkout, and ours for its steps. */
export const isCheckoutEvent = (event: string): boolean =>
  /^(begin_checkout|checkout_step|add_(shipping|payment)_info)$/.test(event);

/** Events that tell what kind of page this is. */
const types: Readonly<Record<string, string>> = {
  // @ts-expect-error -- so that an event called `constructor` finds nothing
  __proto__: null,
  view_item_list: 'list',
  view_item: 'product',
  view_cart: 'cart',
  purchase: 'confirmation',
};

/** The page's kind after this event. A list is told by recommendations on any page, so it never overrules. */
export function typeAfter(before: string, event: string): string {
  const told = isCheckoutEvent(event) ? 'checkout' : types[event];
  return told && (told !== 'list' || before === 'other') ? told : before;
}

/** What an address tells before any event. */
export const typeOf = (path: string): string =>
  path === '/' ? 'home' : (/\b(cart|checkout|confirmation|account)\b/.exec(path)?.[0] ?? 'other');
