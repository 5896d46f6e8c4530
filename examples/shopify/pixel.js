/**
 * Tillside in Shopify's checkout: a custom pixel. Settings > Customer events > Add custom pixel, paste this file, put your site's id
 * in the place of `site_yours`. Permission: required, for analytics. Data sale: does not qualify.
 *
 * A pixel can show nothing and is not on your page: it notes in the storage of your shop's domain what the widget cannot see, an order
 * or an error in the checkout, and the next page of the storefront reads it. It notes nothing for visitors who did not agree to the
 * widget, and no name, address, e-mail or message, ever.
 */
const SITE = 'site_yours';

/** @param {string} name */
const key = (name) => `tillside:${SITE}:${name}`;

/** The number in `gid://shopify/Order/123`. @param {string | null | undefined} id */
const numberOf = (id) => id?.replace(/^.*\//, '') ?? '';

/** The widget keeps here what the visitor agreed to, 2 for analytics among it, and removes it when that is withdrawn. */
const mayNote = async () => (Number(await browser.localStorage.getItem(key('consent'))) & 2) > 0;

analytics.subscribe('checkout_completed', async ({ data: { checkout } }) => {
  if (!(await mayNote())) return;
  const order = {
    transaction_id: numberOf(checkout.order?.id) || checkout.token,
    currency: checkout.currencyCode ?? checkout.subtotalPrice?.currencyCode,
    value: checkout.subtotalPrice?.amount,
    coupon: checkout.discountApplications.find(({ type }) => type === 'DISCOUNT_CODE')?.title,
    items: checkout.lineItems.map((line) => ({
      item_id: numberOf(line.variant?.id) || line.id,
      item_name: line.title,
      price: line.variant?.price.amount,
      quantity: line.quantity,
    })),
  };
  // As the widget itself keeps a purchase whose page was left too soon.
  await browser.localStorage.setItem(key('bought'), JSON.stringify(JSON.stringify(order)));
});

analytics.subscribe('alert_displayed', async ({ data: { alert } }) => {
  if (!(await mayNote())) return;
  // The kind of the error, never its words or what was typed.
  const note = {
    name: alert.type.startsWith('DISCOUNT') ? 'coupon_rejected' : 'checkout_error',
    code: alert.type.toLowerCase(),
    at: Date.now(),
  };
  const notes = JSON.parse((await browser.localStorage.getItem(key('pixel'))) ?? '[]');
  await browser.localStorage.setItem(key('pixel'), JSON.stringify([...notes, note].slice(-20)));
});
