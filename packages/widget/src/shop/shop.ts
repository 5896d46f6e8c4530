import type { Context, OrderReport } from '@tillside/protocol';
import type { Signal } from '@tillside/rules';
import type { Store } from '../consent/store.ts';
import { address, page as dom } from '../env.ts';
import type { More } from '../facts/types.ts';
import { typeAfter, typeOf } from '../page/page.ts';
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
  /** Where the visitor is, with address and title as the browser has them: page/context.ts reduces it for others. */
  readonly _context: () => Context;
}

/** What the visitor does in the shop, as facts for the rules and as context for the rep. */
export function createShop(
  store: Store,
  currency: string,
  rules: Rules,
  more: () => More | undefined,
  onOrder: (order: OrderReport) => void,
  onContext: () => void,
): Shop {
  const kept = store._get<{ readonly cart?: Partial<Cart>; readonly at: number }>('cart');
  let cart = kept?.cart?.items?.map && Date.now() - kept.at < CART_KEPT_MS ? (kept.cart as Cart) : undefined;
  const orders = new Set([store._get<string[]>('orders') ?? []].flat());
  let url: string;
  /** What the shop told of the page: then it is so, whatever its events and its document say. */
  let told: PageInfo;
  let type: string | undefined;
  /** The document's title as this page came: a single-page shop sets its own a moment later, and the one before may name a person. */
  let stale: string | undefined;
  let since: number;
  let step: number | undefined;

  const tell = (name: string, params: Params = {}): void => {
    const facts = {
      'cart.value': cart?.value,
      'cart.currency': cart?.currency,
      'cart.quantity': cart?.quantity,
      'checkout.step': step,
      'page.type': type,
      ...more()?._facts(),
    };
    const of = name === 'page_view' ? type : /^(begin|checkout_step)/.test(name) && step ? `${step}` : undefined;
    const signal = { name, of } as Signal;
    const signals = more()?._signals(signal, params) ?? [signal];
    for (const it of signals) rules._signal(it, facts);
    // Shops set a new page's title after its address.
    setTimeout(onContext);
  };

  const report = (params: Params): void => {
    const order = readOrder(params, currency);
    if (!order) return;
    const { transactionId } = order;
    // One without a number is told once a page; it cannot be known again.
    const id = transactionId ?? order.value + order.currency + since;
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
      type = short(told.type) || typeAfter(type as string, name);
      tell(name, params);
    },
    _page(info) {
      stale = type && dom().title;
      told = isRecord(info) ? info : {};
      const here = new URL(told.url ?? address(), address());
      since = Date.now();
      url = here.href;
      type = short(told.type) || typeOf(here.pathname);
      step = undefined;
      more()?._page();
    },
    _view: () => tell('page_view'),
    // What is not known is `undefined` here, and not there in JSON.
    _context: () =>
      ({
        page: { url, type, title: short(told.title ?? (dom().title === stale ? '' : dom().title)) },
        cart,
        checkout: step && { step },
        since,
      }) as Context,
  };
}
