import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../src/consent/store.ts';
import { watchNavigation } from '../src/page/navigation.ts';
import { nextVisit } from '../src/facts/visit.ts';
import { publicContext } from '../src/page/context.ts';
import { typeAfter, typeOf } from '../src/page/page.ts';
import { publicTitle } from '../src/page/title.ts';

describe('what kind of page it is', () => {
  it.each([
    ['view_item', 'product'],
    ['view_item_list', 'list'],
    ['view_cart', 'cart'],
    ['begin_checkout', 'checkout'],
    ['checkout_step', 'checkout'],
    ['add_shipping_info', 'checkout'],
    ['add_payment_info', 'checkout'],
    ['purchase', 'confirmation'],
  ])('[PG1] %s tells %s', (event, type) => {
    expect(typeAfter('other', event)).toBe(type);
  });

  it('[PG1] a list of recommendations makes no list of a product, other events tell nothing', () => {
    expect(typeAfter('product', 'view_item_list')).toBe('product');
    expect(typeAfter('cart', 'add_to_cart')).toBe('cart');
    expect(typeAfter('cart', 'constructor')).toBe('cart');
    expect([typeOf('/'), typeOf('/about')]).toEqual(['home', 'other']);
  });

  it.each([
    ['/cart.html', 'cart'],
    ['/shop/checkout/payment', 'checkout'],
    ['/checkout.html', 'checkout'],
    ['/order/confirmation', 'confirmation'],
    ['/account/orders', 'account'],
    ['/carts-and-wagons', 'other'],
    ['/accounting', 'other'],
  ])('[PG4] before any event %s tells %s', (path, type) => {
    expect(typeOf(path)).toBe(type);
  });
});

describe('what a rep sees of the page', () => {
  const seen = (url: string, title = 'Sale', type = 'list') =>
    publicContext({ page: { url, title, type } }, ['q'], 'en-US').page;

  it('[PG2] of its address origin, masked path, `utm_*` and the keys of the site', () => {
    const url =
      'https://user:secret@shop.example/reset/ab12cd34ef?token=abc&utm_source=mail&q=tea&email=a@b.example#frag';
    expect(seen(url).url).toBe('https://shop.example/reset/***?utm_source=mail&q=tea');
  });

  it('[PG5] no title of pages that name people, by kind or by address', () => {
    expect(seen('https://shop.example/sale').title).toBe('Sale');
    for (const type of ['checkout', 'confirmation', 'account']) {
      expect(seen('https://shop.example/x', 'Thank you, Anna', type).title, type).toBe('');
    }
    for (const path of ['/thank-you', '/my-orders', '/login', '/konto', '/reset-password', '/checkout/2']) {
      expect(publicTitle('Thank you, Anna', 'other', path), path).toBe('');
    }
    for (const title of ['Sign in as anna@example.com', 'Call +43 664 123 45 67', 'Order 10-4711-889']) {
      expect(publicTitle(title, 'other', '/'), title).toBe('');
    }
    expect(publicTitle('Lamps 2026, 40 % off', 'other', '/')).toBe('Lamps 2026, 40 % off');
  });
});

describe('pages that change without a page load', () => {
  let ending: AbortController;
  const onChange = vi.fn();
  const { pushState, replaceState } = history;
  beforeEach(() => {
    ending = new AbortController();
    history.replaceState(null, '', '/start');
    watchNavigation(onChange, ending.signal);
  });
  afterEach(() => {
    ending.abort();
    Object.assign(history, { pushState, replaceState });
    onChange.mockClear();
  });

  it('[PG3] are told at once, so that what the shop tells next belongs to the new page', () => {
    history.pushState({ a: 1 }, '', '/next');
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(history.state).toEqual({ a: 1 });
    history.replaceState(null, '', '/next?sort=price');
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('[PG3] are told when the visitor goes back', () => {
    replaceState.call(history, null, '', '/before');
    window.dispatchEvent(new Event('popstate'));
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('[PG3] a place on the same page is no other page', () => {
    history.pushState(null, '', '/start#payment');
    history.replaceState({ b: 2 }, '');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('[PG3] a path after # is a page of its own', () => {
    for (const [place, pages] of [
      ['#/lamps', 1],
      ['#/lamps/1', 2],
      ['#!/cart', 3],
      ['#reviews', 4],
      ['#top', 4],
    ] as const) {
      history.pushState(null, '', place);
      expect(onChange, place).toHaveBeenCalledTimes(pages);
    }
  });

  it('[PG3] what the history throws goes to the shop, and nothing is told once the widget is gone', () => {
    expect(() => history.pushState(null, '', 'https://elsewhere.example/')).toThrow();
    ending.abort();
    history.pushState(null, '', '/after');
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('pages in a browser that tells of its navigations', () => {
  const navigation = new EventTarget();
  const { pushState, replaceState } = history;
  let ending: AbortController;
  const onChange = vi.fn();
  beforeEach(() => {
    ending = new AbortController();
    Object.assign(window, { navigation });
    pushState.call(history, null, '', '/start');
    watchNavigation(onChange, ending.signal);
  });
  afterEach(() => {
    ending.abort();
    delete (window as { navigation?: unknown }).navigation;
    onChange.mockClear();
  });

  it('[PG3] are told by it, once each, and the history is left alone', () => {
    expect([history.pushState, history.replaceState]).toEqual([pushState, replaceState]);
    const change = (to: string): void => {
      history.pushState(null, '', to);
      navigation.dispatchEvent(new Event('currententrychange'));
    };
    change('/next');
    change('/next#payment');
    window.dispatchEvent(new Event('popstate'));
    expect(onChange).toHaveBeenCalledTimes(1);
    ending.abort();
    change('/after');
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});

describe('visits', () => {
  it('[VI1] page loads less than 30 minutes apart are one', () => {
    const store = createStore('site_visit');
    const minute = 60_000;
    const start = 1_000_000 * minute;
    expect(nextVisit(store, start)).toMatchObject({ number: 1, pages: 1 });
    expect(nextVisit(store, start + 29 * minute)).toMatchObject({ number: 1, pages: 2 });
    expect(nextVisit(store, start + 58 * minute)).toMatchObject({ number: 1, pages: 3 });
    expect(nextVisit(store, start + 88 * minute)).toMatchObject({ number: 2, pages: 1 });
  });
});
