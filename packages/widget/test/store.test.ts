import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../src/consent/store.ts';
import type { Store } from '../src/consent/store.ts';

const prefix = 'tillside:site_halden:';
/** Both purposes, in the bits of consent.ts. */
const ALL = 3;
let store: Store;

beforeEach(() => {
  localStorage.clear();
  store = createStore('site_halden');
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('what the widget remembers', () => {
  it('[ST1] is in memory until consent, and the page’s storage is not touched', () => {
    const spies = (['getItem', 'setItem', 'removeItem'] as const).map((name) => vi.spyOn(Storage.prototype, name));
    store._set('visit', { pages: 1 });
    expect(store._get('visit')).toEqual({ pages: 1 });
    store._set('visit', undefined);
    expect(store._get('visit')).toBeUndefined();
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it('[ST2] moves to storage with consent, every key under its prefix', () => {
    store._set('visit', { pages: 1 });
    store._allow(ALL);
    store._set('cart', 7);
    expect(Object.fromEntries(Object.entries(localStorage))).toEqual({
      [`${prefix}visit`]: '{"pages":1}',
      [`${prefix}cart`]: '7',
      [`${prefix}consent`]: '3',
    });
    expect(store._get('visit')).toEqual({ pages: 1 });
  });

  it('[ST3] of another tab is seen at once', () => {
    store._allow(ALL);
    const other = createStore('site_halden');
    other._allow(ALL);
    other._set('rules', 1);
    expect(store._raw('rules')).toBe('1');
    other._set('rules', undefined);
    expect(store._raw('rules')).toBeUndefined();
  });

  it('[ST4] is removed without consent, but the day until which the visitor does not want to be asked', () => {
    localStorage.setItem('theirs', '1');
    localStorage.setItem('tillside:site_other:consent', '1');
    store._allow(ALL);
    store._set('dnd', 5);
    store._set('credential', 'secret');
    store._allow(0);
    expect(Object.keys(localStorage).toSorted()).toEqual(['theirs', `${prefix}dnd`, 'tillside:site_other:consent']);
    store._set('visit', 1);
    expect(localStorage.getItem(`${prefix}visit`)).toBeNull();
  });

  it('[ST5] goes to memory where storage is full', () => {
    store._allow(ALL);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    store._set('credential', 'c');
    expect(store._get('credential')).toBe('c');
  });

  it('[ST5] goes to memory where storage is denied', () => {
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    store._set('visit', 1);
    store._allow(ALL);
    store._set('credential', 'c');
    expect([store._get('visit'), store._get('credential')]).toEqual([1, 'c']);
    expect(store._granted()).toBe(ALL);
    store._allow(0);
    expect(store._get('credential')).toBeUndefined();
  });

  it('[ST6] is nothing when somebody wrote what is no JSON', () => {
    localStorage.setItem(`${prefix}cart`, '{broken');
    store._allow(ALL);
    expect(store._get('cart')).toBeUndefined();
  });
});
