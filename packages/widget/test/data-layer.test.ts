import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emit } from '../src/sdk/events.ts';
import { setHints } from '../src/sdk/hint.ts';
import { recordOf, watchDataLayer } from '../src/shop/data-layer.ts';
import type { Params } from '../src/shop/data-layer.ts';

type Page = { dataLayer?: unknown };
const page = window as Page;

let ending: AbortController;
let told: [string, Params][];
let look: () => void;

beforeEach(() => {
  ending = new AbortController();
  told = [];
  look = watchDataLayer((name, params) => told.push([name, recordOf(params)]), ending.signal);
});
afterEach(() => {
  ending.abort();
  delete page.dataLayer;
});

const layer = () => page.dataLayer as { push: (...entries: unknown[]) => unknown } & unknown[];
/** As gtag.js pushes: the function's own arguments. */
function gtag(..._values: unknown[]): void {
  // oxlint-disable-next-line prefer-rest-params -- that is what gtag does
  layer().push(arguments);
}
const names = () => told.map(([name]) => name);

describe('the data layer', () => {
  it('[DL1] tells what was pushed before, then every push', () => {
    page.dataLayer = [{ event: 'view_item' }, { event: 'add_to_cart' }];
    look();
    layer().push({ event: 'view_cart' }, { event: 'begin_checkout' });
    expect(names()).toEqual(['view_item', 'add_to_cart', 'view_cart', 'begin_checkout']);
  });

  it('[DL1] makes the layer where there is none yet, as tags do', () => {
    look();
    layer().push({ event: 'view_cart' });
    expect(names()).toEqual(['view_cart']);
  });

  it('[DL2] calls the push it found, with its `this` and its answer, before it reads', () => {
    const order: string[] = [];
    const push = vi.fn(function (this: unknown, ...entries: unknown[]) {
      order.push('theirs');
      expect(this).toBe(page.dataLayer);
      return entries.length + 40;
    });
    page.dataLayer = Object.assign([], { push });
    ending = new AbortController();
    watchDataLayer(() => order.push('ours'), ending.signal)();
    expect(layer().push({ event: 'a' }, { event: 'b' })).toBe(42);
    expect(order).toEqual(['theirs', 'ours', 'ours']);
  });

  it('[DL2] a push that throws throws to the shop, as without us', () => {
    page.dataLayer = Object.assign([], {
      push() {
        throw new Error('theirs');
      },
    });
    look();
    expect(() => layer().push({ event: 'a' })).toThrow('theirs');
    expect(names()).toEqual(['a']);
  });

  it.each([
    ['a string', 'tags', 0],
    ['frozen', Object.freeze([{ event: 'view_cart' }]), 1],
    ['an object without entries', { push: () => 0 }, 0],
  ])('[DL5] one that is %s is read as far as it can be, and nobody is warned', async (_, broken, count) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    setHints(() => Promise.resolve({ explain: String }));
    page.dataLayer = broken;
    look();
    emit('open', {});
    await Promise.resolve();
    expect([names().length, page.dataLayer, warn.mock.calls]).toEqual([count, broken, []]);
  });

  it('[DL3] reads gtag events, and passes over its other commands', () => {
    page.dataLayer = [];
    gtag('js', new Date());
    gtag('event', 'begin_checkout', { value: 612, currency: 'USD' });
    look();
    gtag('config', 'G-1');
    gtag('event', 'add_payment_info');
    expect(told).toEqual([
      ['begin_checkout', { value: 612, currency: 'USD' }],
      ['add_payment_info', {}],
    ]);
  });

  it('[DL4] an earlier `ecommerce` counts until it is cleared', () => {
    look();
    layer().push({ ecommerce: { value: 5 } });
    layer().push({ event: 'view_cart' });
    layer().push({ event: 'begin_checkout', ecommerce: { value: 6 } });
    layer().push({ ecommerce: null });
    layer().push({ event: 'view_item' });
    expect(told.map(([name, { value }]) => [name, value])).toEqual([
      ['view_cart', 5],
      ['begin_checkout', 6],
      ['view_item', undefined],
    ]);
  });

  it('[DL5] passes over whatever it cannot read, and goes on', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const throwing = {
      get event(): string {
        throw new Error('getter');
      },
    };
    page.dataLayer = [null, undefined, 0, 'event', [], () => 1, proxy, throwing, { event: 7 }, { event: 'view_cart' }];
    look();
    layer().push(Symbol('s'), proxy, { event: 'purchase', ecommerce: 'odd' });
    expect(names()).toEqual(['view_cart', 'purchase']);
  });

  it.each(['a text', 7, { push: 'no function' }])('[DL5] leaves a layer that is none alone: %j', (odd) => {
    page.dataLayer = odd;
    look();
    expect(page.dataLayer).toBe(odd);
    expect(told).toEqual([]);
  });

  it.each([
    [
      'throws at everything',
      new Proxy([], {
        get: () => {
          throw new Error('layer');
        },
      }),
    ],
    ['is frozen', Object.freeze([{ event: 'view_cart' }])],
    [
      'has a push that throws when it is looked at',
      {
        get push() {
          throw new Error('push');
        },
      },
    ],
  ])('[DL5] a layer that %s stops nothing', (_what, odd) => {
    setHints(() => Promise.resolve({ explain: () => 'said' }));
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    page.dataLayer = odd;
    expect(look).not.toThrow();
    expect(look).not.toThrow();
  });

  it('[DL10] a tag manager may take the layer’s push over before it is read, or after, or put another layer in its place', () => {
    const takeOver = () => {
      const { push } = layer();
      layer().push = function (this: unknown, ...entries: unknown[]) {
        return push.apply(this, entries);
      };
    };
    page.dataLayer = [{ event: 'gtm.js' }];
    takeOver();
    look();
    takeOver();
    layer().push({ event: 'view_cart' });
    // Read anew, as when the page has loaded, it is the same layer.
    look();
    layer().push({ event: 'begin_checkout' });
    const before = layer();
    page.dataLayer = [...before];
    takeOver();
    look();
    layer().push({ event: 'add_payment_info' });
    expect(names()).toEqual(['gtm.js', 'view_cart', 'begin_checkout', 'add_payment_info']);
  });

  it('[DL6] changes no entry', () => {
    const entry = Object.freeze({ event: 'purchase', ecommerce: Object.freeze({ value: 1 }) });
    page.dataLayer = [entry];
    look();
    expect(layer()[0]).toBe(entry);
  });

  it('[DL7] looked for again, it finds the layer that took the place of the first, and reads none twice', () => {
    page.dataLayer = [{ event: 'view_item' }];
    look();
    look();
    page.dataLayer = [{ event: 'view_cart' }];
    look();
    layer().push({ event: 'begin_checkout' });
    expect(names()).toEqual(['view_item', 'view_cart', 'begin_checkout']);
  });

  it('[DL8] does not tell `page_view`: the widget counts pages itself', () => {
    page.dataLayer = [{ event: 'page_view' }];
    look();
    gtag('event', 'page_view');
    expect(told).toEqual([]);
  });

  it('[DL9] tells nothing once the widget is gone, and the shop’s pushes go on', () => {
    look();
    ending.abort();
    expect(layer().push({ event: 'view_cart' })).toBe(1);
    expect(told).toEqual([]);
  });
});
