import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../src/consent/store.ts';
import { watchNavigation } from '../src/page/navigation.ts';
import { reduceUrl, typeAfter, typeOf } from '../src/page/page.ts';
import { nextVisit } from '../src/page/visit.ts';

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
});

describe('addresses', () => {
  it.each([
    ['https://shop.example/a/b?x=1#frag', 'https://shop.example/a/b'],
    ['https://user:secret@shop.example/reset?token=abc&email=a@b.example', 'https://shop.example/reset'],
    [
      'https://shop.example/?utm_source=mail&gclid=1&utm_term=a%20b',
      'https://shop.example/?utm_source=mail&utm_term=a+b',
    ],
  ])('[PG2] of %s leaves the page', (url, reduced) => {
    expect(reduceUrl(new URL(url))).toBe(reduced);
  });

  it('[PG2] they fit the wire', () => {
    expect(reduceUrl(new URL(`https://shop.example/${'a'.repeat(5_000)}`))).toHaveLength(2_000);
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

  it('[PG3] what the history throws goes to the shop, and nothing is told once the widget is gone', () => {
    expect(() => history.pushState(null, '', 'https://elsewhere.example/')).toThrow();
    ending.abort();
    history.pushState(null, '', '/after');
    expect(onChange).not.toHaveBeenCalled();
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
