/**
 * What a rule can listen to. A name that is not here is a mistake of its author, never a rule that silently sleeps.
 * docs/rules.md is made from this table.
 */
export interface SignalDefinition {
  readonly meaning: string;
  /** What `of` tells, where the signal has kinds. */
  readonly of?: string;
  /** The only kinds there are; absent: the shop's own names. */
  readonly kinds?: readonly string[];
  /** What its value counts, where it has one: then `atLeast` may ask for it. */
  readonly value?: string;
  /** It tells that something lasted: `afterMs` says how long and must be there. */
  readonly isDwell?: boolean;
}

/** What a page can be. `cart` and `checkout` are told by the shop's events or guessed from its address. */
export const PAGE_TYPES = ['home', 'list', 'product', 'cart', 'checkout', 'confirmation', 'account', 'other'] as const;

const table = {
  page_view: {
    meaning: 'A page was loaded, or a single-page shop changed its page.',
    of: 'the type of the page',
    kinds: PAGE_TYPES,
  },
  page_again: {
    meaning: 'A page that was seen before in this visit, by its path.',
    of: 'the type of the page',
    kinds: PAGE_TYPES,
  },
  page_dwell: {
    meaning: 'The visitor stays on one page; the next page begins anew.',
    of: 'the type of the page',
    kinds: PAGE_TYPES,
    isDwell: true,
  },
  section_dwell: {
    meaning: 'A part of the page marked `data-tillside-section` is in view; out of view ends it.',
    of: 'the name in the mark',
    isDwell: true,
  },
  step_dwell: {
    meaning:
      'The visitor stays in one step of the checkout; page loads within the step do not begin anew, another step, leaving the checkout or an order end it.',
    of: 'the number of the step',
    isDwell: true,
  },
  site_dwell: { meaning: 'The visit lasts; page loads do not begin anew.', isDwell: true },
  scroll_depth: {
    meaning: 'How far down the page the visitor came, on this page.',
    value: 'percent of the page, 10 to 100 in tens',
  },
  idle: { meaning: 'Nothing was pressed, moved, typed or scrolled while the page was in view.', value: 'milliseconds' },
  exit_intent: {
    meaning: 'The pointer left through the top of the page, or on a touch screen a fast scroll up towards the address.',
    of: 'how it was seen',
    kinds: ['pointer', 'touch'],
  },
  tab_return: { meaning: 'The page is in view again after it was hidden.', value: 'milliseconds it was hidden' },
  rage_click: {
    meaning:
      'Three or more presses on one spot within a second, on something that is no control of number or quantity.',
  },
  section_enter: {
    meaning: 'A part of the page marked `data-tillside-section` came into view.',
    of: 'the name in the mark',
  },
  section_leave: { meaning: 'That part went out of view.', of: 'the name in the mark' },
  field_filled: {
    meaning: 'A field of a form was left filled. Never which text.',
    of: 'the mark `data-tillside-field`, else the field’s name',
  },
  field_reached: {
    meaning: 'A field of a form got the focus.',
    of: 'the mark `data-tillside-field`, else the field’s name',
  },
  field_stall: {
    meaning: 'A field was filled and no other field reached since; pressing on in the form ends it.',
    of: 'the field that was filled',
    isDwell: true,
  },
  field_edited: {
    meaning: 'The same field was changed again on this page.',
    of: 'the field',
    value: 'how often so far',
  },
  search: { meaning: 'A search in the shop (also told as `view_search_results`).' },
  search_empty: { meaning: 'A search that found nothing (`search` with `results: 0`).' },
  view_item_list: { meaning: 'GA4: a list of products was seen.' },
  select_item: { meaning: 'GA4: a product was picked from a list.' },
  view_item: { meaning: 'GA4: a product was seen.' },
  add_to_wishlist: { meaning: 'GA4: a product was put on the wish list.' },
  add_to_cart: { meaning: 'GA4: a product was put into the cart.' },
  remove_from_cart: { meaning: 'GA4: a product was taken out of the cart.' },
  view_cart: { meaning: 'GA4: the cart was seen.' },
  begin_checkout: { meaning: 'GA4: the checkout began.' },
  add_shipping_info: { meaning: 'GA4: shipping was chosen.' },
  add_payment_info: { meaning: 'GA4: a way to pay was chosen.' },
  purchase: { meaning: 'GA4: an order was placed.' },
  refund: { meaning: 'GA4: an order was refunded.' },
  view_promotion: { meaning: 'GA4: a promotion was seen.' },
  select_promotion: { meaning: 'GA4: a promotion was pressed.' },
  login: { meaning: 'GA4: the visitor signed in at the shop.' },
  sign_up: { meaning: 'GA4: the visitor signed up at the shop.' },
  checkout_step: {
    meaning: 'A step of the checkout was entered; `begin_checkout` enters step 1.',
    of: 'the number of the step',
  },
  checkout_back: {
    meaning: 'A step of the checkout that was entered before was entered again, from a later one.',
    of: 'the number of the step',
  },
  checkout_error: { meaning: 'The shop told an error to the visitor in the checkout.', of: 'the shop’s code for it' },
  coupon_rejected: { meaning: 'The shop refused a coupon.' },
  custom: { meaning: 'An event of the shop’s own, told by `track`.', of: 'its name' },
  message: { meaning: 'The visitor wrote a message.' },
  conversation_ended: { meaning: 'The visitor’s conversation with a rep ended.' },
  clock: { meaning: 'The site’s local time reached `at` while the visitor is on the site.' },
} as const satisfies Record<string, SignalDefinition>;

export type SignalName = keyof typeof table;

export const SIGNALS: ReadonlyMap<string, SignalDefinition> = new Map<string, SignalDefinition>(Object.entries(table));
