import type { Signal } from '@tillside/rules';
import { reduceName } from '@tillside/rules/privacy';
import { short } from '../shop/text.ts';
import type { Params } from '../shop/data-layer.ts';

/** The names that `track` and the data layer have in common with the rules. All others are the shop's own. */
const OURS =
  /^(page_view|search|view_search_results|view_(item(_list)?|cart|promotion)|select_(item|promotion)|add_(to_(cart|wishlist)|(shipping|payment)_info)|remove_from_cart|begin_checkout|purchase|refund|login|sign_up|checkout_(step|error)|coupon_rejected)$/;
/** What tag managers tell themselves. */
const TAGS = /^gtm\./;

/** What an event of the shop's means for the rules: itself with its kind, or `custom` of its name. */
export function signalsOf(signal: Signal, params: Params): readonly Signal[] {
  const { name } = signal;
  if (TAGS.test(name)) return [];
  if (!OURS.test(name)) return [{ name: 'custom', of: reduceName(name) }];
  if (name === 'search' || name === 'view_search_results') {
    const search = { name: 'search' };
    return Number(short(params['results']) || NaN) === 0 ? [search, { name: 'search_empty' }] : [search];
  }
  if (name !== 'checkout_error') return [signal];
  const code = short(params['code'] ?? params['error_code'] ?? params['error']);
  return code ? [{ name, of: reduceName(code) }] : [signal];
}
