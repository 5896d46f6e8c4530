import type { Context, OrderReport } from '@tillside/protocol';
import type { Signal } from '@tillside/rules';
import type { Store } from '../consent/store.ts';
import { address, page as dom } from '../env.ts';
import type { More } from '../facts/types.ts';
import { isCheckoutEvent, typeAfter, typeOf } from '../page/page.ts';
import type { Rules } from '../rules/rules.ts';
import { guard, report } from '../sdk/guard.ts';
import type { PageInfo } from '../sdk/types.ts';
import type { Cart } from './cart.ts';
import { recordOf } from './data-layer.ts';
import type { Params } from './data-layer.ts';
import type * as reader from './reader.ts';
import { short } from './text.ts';

/** A cart that nothing was heard of for this long is forgotten: its page may long know better. */
const CART_KEPT_MS = 86_400_000;

export type ShopReader = typeof reader;

/** A purchase whose page went before the reader came: the next page tells it. */
const BOUGHT = 'bought';
/** What is kept of it: a shop's events name people too. */
const KEPT = 'transaction_id value currency coupon items item_id item_name price quantity'.split(' ');

export interface Shop {
  /** As it was called: neither is to be trusted. */
  readonly _track: (name: unknown, params?: unknown) => void;
  /** A page was entered; what is told from now on belongs to it. */
  readonly _page: (info?: PageInfo) => void;
  /** Tells the rules of it. */
  readonly _view: () => void;
  /** Where the visitor is, with address and title as the browser has them: page/context.ts reduces it for others. */
  readonly _context: () => Context;
  /** More of it, which stays while the page lives. */
  readonly _add: (more: Partial<Context>) => void;
}

/** What the visitor does in the shop, as facts for the rules and as context for the rep. */
export function createShop(
  store: Store,
  currency: string,
  rules: Rules,
  more: () => More | undefined,
  /** Where it was downloaded already. */
  here: ShopReader | void,
  download: () => Promise<ShopReader>,
  onOrder: (order: OrderReport) => void,
  onContext: () => void,
): Shop {
  const kept = store._get<{ readonly cart?: Partial<Cart>; readonly at: number }>('cart');
  let cart = kept?.cart?.items?.map && Date.now() - kept.at < CART_KEPT_MS ? (kept.cart as Cart) : undefined;
  /** What came after an event for which the reader is still on its way. */
  const waiting: (() => void)[] = [];
  let url: string;
  /** What the shop told of the page: then it is so, whatever its events and its document say. */
  let told: PageInfo;
  let type: string | undefined;
  /** The document's title as this page came: a single-page shop sets its own a moment later, and the one before may name a person. */
  let stale: string | undefined;
  let since: number;
  let step: number | undefined;
  let added: Partial<Context>;
  /** Of an earlier page. */
  let left = store._raw(BOUGHT);

  const tell = (name: string, params: Params): void => {
    const of = name === 'page_view' ? type : /^(begin|checkout_step)/.test(name) && step ? `${step}` : undefined;
    const signal = { name, of } as Signal;
    // First: what an event tells of the cart is among the facts it is judged by.
    const signals = more()?._signals(signal, params) ?? [signal];
    const facts = {
      'cart.value': cart?.value,
      'cart.currency': cart?.currency,
      'cart.quantity': cart?.quantity,
      'checkout.step': step,
      'page.type': type,
      ...more()?._facts(),
    };
    for (const it of signals) rules._signal(it, facts);
    // Shops set a new page's title after its address.
    setTimeout(onContext);
  };

  /** In the order of calls, whatever has to be downloaded for one of them. */
  const inTurn = (act: () => void, isWaiting = false): void => {
    if (!waiting.length && (here || !isWaiting)) return act();
    if (waiting.push(guard(act)) > 1) return;
    void download()
      .catch(report)
      .then((it) => {
        here = it;
        for (const one of waiting.splice(0)) one();
      });
  };

  const track: Shop['_track'] = (called, given) => {
    const name = short(called);
    const params = recordOf(given);
    inTurn(
      () => {
        if (here)
          [cart, step, left] = here.read(store, currency, since, cart, step, name, params, left, onOrder, rules);
        type = short(told.type) || typeAfter(type as string, name);
        tell(name, params);
      },
      // What tells of a cart, a step or an order.
      !!left || isCheckoutEvent(name) || /^purchase$|_cart$/.test(name),
    );
    if (!here && name === 'purchase') store._set(BOUGHT, JSON.stringify(params, KEPT));
  };

  return {
    _track: track,
    _page: (info) =>
      inTurn(() => {
        stale = type && dom().title;
        told = recordOf(info);
        const it = new URL(told.url ?? address(), address());
        since = Date.now();
        url = it.href;
        type = short(told.type) || typeOf(it.pathname);
        step = undefined;
        more()?._page();
      }),
    _view: () => track('page_view'),
    // What is not known is `undefined` here, and not there in JSON.
    _context: () =>
      ({
        ...added,
        page: { url, type, title: short(told.title ?? (dom().title === stale ? '' : dom().title)) },
        cart,
        checkout: step && { step },
        since,
      }) as Context,
    _add(more) {
      added = more;
      onContext();
    },
  };
}
