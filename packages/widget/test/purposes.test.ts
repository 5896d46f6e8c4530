import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConsent, readConsent } from '../src/consent/consent.ts';
import type { Consent } from '../src/consent/consent.ts';
import { createStore } from '../src/consent/store.ts';
import type { Store } from '../src/consent/store.ts';

const prefix = 'tillside:site_halden:';
const keys = () =>
  Object.keys(localStorage)
    .map((key) => key.replace(prefix, ''))
    .toSorted();
const granted = (consent: Consent) => [
  consent._isGranted(),
  consent._isGranted('functional'),
  consent._isGranted('analytics'),
];

let store: Store;
let changes: string[];
const ending = { controller: new AbortController() };
/** A page load: another store, another gate, what was stored before. */
const load = (initial: 'required' | 'granted' = 'required'): Consent => {
  ending.controller.abort();
  ending.controller = new AbortController();
  changes = [];
  store = createStore('site_halden');
  return createConsent(store, initial, (state) => changes.push(state), ending.controller.signal);
};

beforeEach(() => localStorage.clear());
afterEach(() => {
  ending.controller.abort();
  localStorage.clear();
});

describe('what was said', () => {
  it.each([
    ['granted', { functional: true, analytics: true }],
    ['denied', { functional: false, analytics: false }],
    [{ analytics: true }, { analytics: true }],
    [{ functional: true, analytics: false }, { functional: true, analytics: false }],
    [{}, {}],
    [undefined, {}],
    [null, {}],
  ])('[CS5] consent(%j) says %j of the purposes', (said, purposes) => {
    expect(readConsent(said)).toEqual(purposes);
  });

  it.each([[{}], ['yes'], [undefined], [null], [1]])('[CS5] consent(%j) changes nothing, and is not heard', (said) => {
    const consent = load();
    expect(consent._hear(said)).toBeUndefined();
    expect(granted(consent)).toEqual([false, false, false]);
    expect(changes).toEqual([]);
  });
});

describe('purposes', () => {
  it('[CS8] functional alone keeps what a conversation needs, and the rest in memory', () => {
    const consent = load();
    store._set('visit', { pages: 1 });
    store._set('credential', 'k1.x');
    consent._hear({ functional: true });
    expect(granted(consent)).toEqual([true, true, false]);
    for (const key of ['rules', 'cart', 'orders', 'bought', 'watch', 'visitor', 'lock']) store._set(key, 1);
    for (const key of ['chat', 'panel', 'owed', 'outbox:1']) store._set(key, 1);
    expect(keys()).toEqual(['chat', 'consent', 'credential', 'outbox:1', 'owed', 'panel']);
    expect(store._get('visit')).toEqual({ pages: 1 });
    consent._hear({ analytics: true });
    expect(granted(consent)).toEqual([true, true, true]);
    expect(keys()).toEqual(expect.arrayContaining(['rules', 'cart', 'visit', 'visitor']));
  });

  it('[CS8] analytics withdrawn alone leaves the conversation', () => {
    const consent = load();
    consent._hear('granted');
    for (const key of ['rules', 'visit', 'credential', 'chat', 'dnd']) store._set(key, 1);
    consent._hear({ analytics: false });
    expect(granted(consent)).toEqual([true, true, false]);
    expect(keys()).toEqual(['chat', 'consent', 'credential', 'dnd']);
    expect(store._get('rules')).toBeUndefined();
    expect(changes).toEqual(['granted', 'granted']);
    store._set('rules', 2);
    expect(keys()).not.toContain('rules');
  });

  it('[CS8] what may not be kept any more is removed after all have heard of it', () => {
    load();
    const consent = createConsent(
      store,
      'required',
      // What ends writes once more.
      () => store._set('visit', 9),
      ending.controller.signal,
    );
    consent._hear('granted');
    consent._hear('denied');
    expect(keys()).toEqual([]);
  });

  it('[CS2] the visitor’s own press is consent for the conversation alone, also on the next page', () => {
    load()._agree();
    expect(keys()).toEqual(['consent']);
    const consent = load();
    expect(granted(consent)).toEqual([false, false, false]);
    consent._start();
    expect(granted(consent)).toEqual([true, false, false]);
    store._set('rules', 1);
    store._set('chat', 1);
    expect(keys()).toEqual(['chat', 'consent']);
  });

  it('[CS2] the option grants what nothing was said of', () => {
    const consent = load('granted');
    consent._hear({ analytics: false }, true);
    consent._start();
    expect(granted(consent)).toEqual([true, true, false]);
  });

  it('[CS2] an earlier page’s is taken up at the start, and not before', () => {
    load()._hear('granted');
    const consent = load();
    store._set('visit', 1);
    expect([granted(consent), changes]).toEqual([[false, false, false], []]);
    consent._start();
    expect([granted(consent), changes]).toEqual([[true, true, true], ['granted']]);
    expect(keys()).toEqual(['consent', 'visit']);
  });

  it('[CS3] a refusal before the start removes what an earlier visit left', () => {
    load()._hear('granted');
    store._set('credential', 'k1.x');
    const consent = load();
    consent._hear('denied');
    consent._start();
    expect([keys(), changes]).toEqual([[], ['denied']]);
  });

  it('[CS4] what is said in one tab holds in the others, by purpose', () => {
    const consent = load();
    const told = (newValue: string | null) =>
      window.dispatchEvent(new StorageEvent('storage', { key: `${prefix}consent`, newValue }));
    told('1');
    expect(granted(consent)).toEqual([true, true, false]);
    told('3');
    expect(granted(consent)).toEqual([true, true, true]);
    told(null);
    expect([granted(consent), keys()]).toEqual([[false, false, false], []]);
  });
});

describe('who is heard', () => {
  it('[CS9] the shop’s own word counts before a platform’s, by purpose, in whatever order they come', () => {
    const first = load();
    first._hear('granted', true);
    expect(first._hear({ analytics: false })).toBe(true);
    expect(first._hear('granted', true)).toBe(false);
    expect(granted(first)).toEqual([true, true, false]);
    const second = load();
    second._hear({ analytics: true });
    expect(second._hear({ analytics: true, functional: false }, true)).toBe(true);
    expect(granted(second)).toEqual([true, false, true]);
    expect(second._hear({ analytics: false }, true)).toBe(false);
    expect(granted(second)).toEqual([true, false, true]);
  });

  it('[CS9] a platform counts before what an earlier page was told', () => {
    load()._hear('granted');
    store._set('rules', 1);
    const consent = load();
    consent._hear({ functional: true, analytics: false }, true);
    consent._start();
    expect(granted(consent)).toEqual([true, true, false]);
    expect(keys()).toEqual(['consent']);
  });

  it('[CS9] what a platform says on every page does not end a conversation that the visitor began', () => {
    const consent = load();
    consent._hear('denied', true);
    consent._agree();
    consent._hear('denied', true);
    expect(granted(consent)).toEqual([true, false, false]);
    const next = load();
    next._hear('denied', true);
    next._start();
    expect(granted(next)).toEqual([true, false, false]);
  });

  it('[CS9] what was granted and is taken back ends it', () => {
    const consent = load();
    consent._hear('granted', true);
    consent._agree();
    consent._hear('denied', true);
    expect([granted(consent), keys()]).toEqual([[false, false, false], []]);
    consent._agree();
    consent._hear('denied');
    expect([granted(consent), keys()]).toEqual([[false, false, false], []]);
  });
});
