/**
 * Texts that traces are full of, written as their number. Stored traces hold these numbers: never take a word out, never change the order,
 * only add at the end. A text that is not here is written out, so a new signal or fact needs no word.
 */
const WORDS =
  'checkout product cart home list confirmation account other now soon none desktop phone tablet en de USD EUR GBP ' +
  'mon tue wed thu fri sat sun page_view exit_intent page_dwell section_dwell step_dwell site_dwell scroll_depth idle ' +
  'page_again begin_checkout checkout_step checkout_back checkout_error coupon_rejected add_shipping_info ' +
  'add_payment_info tab_return rage_click section_enter section_leave field_filled field_reached field_stall ' +
  'field_edited search search_empty view_item_list select_item view_item add_to_wishlist add_to_cart remove_from_cart ' +
  'view_cart purchase refund view_promotion select_promotion login sign_up custom message conversation_ended clock ' +
  'pointer touch fr es it nl CHF google email newsletter cpc invited treated holdout control a b';

export const wordAt: readonly string[] = WORDS.split(' ');
export const numberOf: ReadonlyMap<string, number> = new Map(wordAt.map((word, index) => [word, index]));
