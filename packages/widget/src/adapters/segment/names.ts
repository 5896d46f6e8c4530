/** Segment's e-commerce names (https://segment.com/docs/connections/spec/ecommerce/v2/), which RudderStack has too, in GA4's. */
const NAMES: Readonly<Record<string, string>> = {
  'products searched': 'search',
  'product list viewed': 'view_item_list',
  'product clicked': 'select_item',
  'product viewed': 'view_item',
  'product added': 'add_to_cart',
  'product removed': 'remove_from_cart',
  'cart viewed': 'view_cart',
  'checkout started': 'begin_checkout',
  'payment info entered': 'add_payment_info',
  'order completed': 'purchase',
  'coupon denied': 'coupon_rejected',
};

/** The name in GA4's words; nothing for what is none of the shop's. */
export function nameOf(event: unknown, isShipping: boolean): string | undefined {
  const said = String(event).toLowerCase();
  if (said === 'checkout step viewed') return 'checkout_step';
  if (said === 'checkout step completed' && isShipping) return 'add_shipping_info';
  return Object.hasOwn(NAMES, said) ? NAMES[said] : undefined;
}
