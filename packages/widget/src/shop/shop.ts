import type { Context, OrderReport } from '@tillside/protocol';
import type { Store } from '../consent/store.ts';
import { address, deviceKind, page as dom } from '../env.ts';
import { reduceUrl, typeAfter, typeOf } from '../page/page.ts';
import { nextVisit } from '../page/visit.ts';
import type { Visit } from '../page/visit.ts';
import type { Rules } from '../rules/rules.ts';
import type { PageInfo } from '../sdk/types.ts';
import { cartAfter, short } from './cart.ts';
import type { Cart } from './cart.ts';
import { isRecord } from './data-layer.ts';
import type { Params } from './data-layer.ts';
import { readOrder } from './order.ts';
import { readStep } from './step.ts';

/** A cart that nothing was heard of for this long is forgotten: its page may long know better. */
const CART_KEPT_MS = 86_400_000;
/** So many transaction ids are remembered, so that a reloaded confirmation is not a second order. */
const MOST_ORDERS = 50;

export interface Shop {
  readonly _track: (name: string, params: Params) => void;
  /** A page was entered; what is told from now on belongs to it. */
  readonly _page: (info?: PageInfo) => void;
  /** Tells the rules of it. */
  readonly _view: () => void;
  readonly _context: () => Context;
}

/** What the visitor does in the shop, as facts for the rules and as context for the rep. `language` is the panel's, a BCP 47 tag. */
export function createShop(
  store: Store,
  language: string,
  currency: string,
  rules: Rules,
  onOrder: (order: OrderReport) => void,
  onContext: () => void,
): Shop {
  const kept = store._get<{ readonly cart?: Partial<Cart>; readonly at: number }>('cart');
  let cart = kept?.cart?.items?.map && Date.now() - kept.at < CART_KEPT_MS ? (kept.cart as Cart) : undefined;
  const orders = new Set([store._get<string[]>('orders') ?? []].flat());
  const device = deviceKind();
  let page: { readonly url: string; readonly type: string; readonly title: string | undefined };
  let path = '';
  let visit: Visit;
  let step: number | undefined;

  const titleNow = (): string => short(page.title ?? dom().title);

  const tell = (signal: string): void => {
    rules._signal(signal, {
      'cart.value': cart?.value,
      'cart.currency': cart?.currency,
      'cart.quantity': cart?.quantity,
      'cart.skus': cart?.items.map(({ id }) => id),
      'checkout.step': step,
      'page.url': page.url,
      'page.path': path,
      'page.title': titleNow(),
      'page.type': page.type,
      'visit.pages': visit.pages,
      'visit.number': visit.number,
      'visit.device': device,
      'visit.language': language,
      'visitor.orders': orders.size,
    });
    // Shops set a new page's title after its address.
    setTimeout(onContext);
  };

  const report = (params: Params): void => {
    const order = readOrder(params, currency);
    if (!order) return;
    const { transactionId } = order;
    // One without a number is told once a page; it cannot be known again.
    const id = transactionId ?? order.value + order.currency + visit.at;
    if (orders.has(id)) return;
    orders.add(id);
    store._set('orders', [...orders].slice(-MOST_ORDERS));
    onOrder(order);
    rules._outcome('ordered');
  };

  return {
    _track(name, params) {
      const isOver = name === 'purchase';
      if (isOver) report(params);
      const after = cartAfter(cart, name, params, currency);
      if (after !== cart) store._set('cart', after && { cart: after, at: Date.now() });
      cart = after;
      if (isOver) step = undefined;
      if (name === 'begin_checkout') step = 1;
      if (name === 'checkout_step') step = readStep(params) ?? step;
      page = { ...page, type: typeAfter(page.type, name) };
      tell(name);
    },
    _page(info) {
      const { url, title, type }: PageInfo = isRecord(info) ? info : {};
      const here = new URL(url ?? address(), address());
      visit = nextVisit(store, Date.now());
      path = here.pathname.slice(0, 2_000);
      page = { url: reduceUrl(here), title, type: short(type) || typeOf(path) };
      step = undefined;
    },
    _view: () => tell('page_view'),
    // What is not known is `undefined` here, and not there in JSON.
    _context: () =>
      ({
        page: { ...page, title: titleNow() },
        cart,
        checkout: step && { step },
        device,
        language,
        since: visit.at,
      }) as Context,
  };
}
