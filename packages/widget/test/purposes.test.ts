import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANALYTICS, createConsent, FUNCTIONAL } from '../src/consent/consent.ts';
import type { Consent } from '../src/consent/consent.ts';
import { createStore } from '../src/consent/store.ts';
import type { Store } from '../src/consent/store.ts';
import { storedKeys } from './helpers/shop.ts';

const prefix = 'tillside:site_halden:';
/** To anything, to functional, to analytics. */
const granted = (consent: Consent) => [
  consent._isGranted(),
  consent._isGranted(FUNCTIONAL),
  consent._isGranted(ANALYTICS),
];

let store: Store;
let changes: string[];
const ending = { controller: new AbortController() };
/** A page load: another store, another gate, what was stored before. */
const load = (initial: 'required' | 'granted' = 'required', onChange?: () => void): Consent => {
  ending.controller.abort();
  ending.controller = new AbortController();
  changes = [];
  store = createStore('site_halden');
  return createConsent(
    store,
    initial,
    (state) => (onChange ? onChange() : changes.push(state)),
    ending.controller.signal,
  );
};

beforeEach(() => localStorage.clear());
afterEach(() => {
  ending.controller.abort();
  localStorage.clear();
});

describe('what was said', () => {
  it.each([
    ['granted', [true, true, true]],
    [{ analytics: true }, [true, false, true]],
    [{ functional: true }, [true, true, false]],
    [{ functional: true, analytics: false }, [true, true, false]],
    [{ functional: false, analytics: true }, [true, false, true]],
  ])('[CS5] consent(%j) grants %j', (said, purposes) => {
    const consent = load();
    expect(consent._hear(said)).toBeGreaterThan(0);
    expect(granted(consent)).toEqual(purposes);
    expect(consent._hear('denied')).toBeGreaterThan(0);
    expect(granted(consent)).toEqual([false, false, false]);
    expect(changes).toEqual(['granted', 'denied']);
  });

  it.each([[{}], ['yes'], [undefined], [null], [1]])('[CS5] consent(%j) says nothing and changes nothing', (said) => {
    const consent = load();
    consent._hear('granted');
    expect(consent._hear(said)).toBe(0);
    expect(granted(consent)).toEqual([true, true, true]);
    expect(changes).toEqual(['granted']);
  });
});

describe('purposes', () => {
  it('[CS8] functional alone keeps what a conversation needs, and the rest in memory', () => {
    const consent = load();
    store._set('visit', { pages: 1 });
    store._set('credential', 'k1.x');
    expect(storedKeys()).toEqual([]);
    consent._hear({ functional: true });
    for (const key of ['rules', 'cart', 'orders', 'bought', 'watch', 'visitor', 'lock']) store._set(key, 1);
    for (const key of ['chat', 'panel', 'owed', 'outbox:1']) store._set(key, 1);
    expect(storedKeys()).toEqual(['chat', 'consent', 'credential', 'outbox:1', 'owed', 'panel']);
    expect(store._get('visit')).toEqual({ pages: 1 });
    consent._hear({ analytics: true });
    expect(storedKeys()).toEqual(expect.arrayContaining(['rules', 'cart', 'visit', 'visitor']));
  });

  it('[CS8] analytics withdrawn alone leaves the conversation', () => {
    const consent = load();
    consent._hear('granted');
    for (const key of ['rules', 'visit', 'credential', 'chat', 'dnd']) store._set(key, 1);
    consent._hear({ analytics: false });
    expect(granted(consent)).toEqual([true, true, false]);
    expect(storedKeys()).toEqual(['chat', 'consent', 'credential', 'dnd']);
    expect(store._get('rules')).toBeUndefined();
    expect(changes).toEqual(['granted', 'granted']);
    store._set('rules', 2);
    expect(storedKeys()).not.toContain('rules');
  });

  it('[CS8] what ends when it hears of it writes nothing any more', () => {
    const consent = load('required', () => store._set('visit', 9));
    consent._hear('granted');
    expect(storedKeys()).toContain('visit');
    consent._hear('denied');
    expect(storedKeys()).toEqual([]);
  });

  it('[CS2] the visitor’s own press is consent for the conversation alone, also on the next page', () => {
    load()._agree();
    expect(storedKeys()).toEqual(['consent']);
    const consent = load();
    consent._start();
    expect(granted(consent)).toEqual([true, false, false]);
    store._set('rules', 1);
    store._set('chat', 1);
    expect(storedKeys()).toEqual(['chat', 'consent']);
  });

  it('[CS2] the option grants what nothing was said of, at the start', () => {
    const consent = load('granted');
    expect(granted(consent)).toEqual([false, false, false]);
    consent._change(0, ANALYTICS);
    consent._start();
    expect(granted(consent)).toEqual([true, true, false]);
  });

  it('[CS2] an earlier page’s counts on this one, and is no change', () => {
    load()._hear('granted');
    const consent = load();
    expect([granted(consent), changes]).toEqual([[true, true, true], []]);
    store._set('visit', 1);
    expect(storedKeys()).toEqual(['consent', 'visit']);
  });

  it.each(['-1x', 'granted', '', '{}'])('[CS2] what is left as %j is no consent', (text) => {
    localStorage.setItem(`${prefix}consent`, text);
    expect(granted(load())).toEqual([false, false, false]);
  });

  it('[CS3] a refusal before the start removes what an earlier visit left', () => {
    load()._hear('granted');
    store._set('credential', 'k1.x');
    const consent = load('granted');
    consent._hear('denied');
    consent._start();
    expect([storedKeys(), changes]).toEqual([[], ['denied']]);
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
    expect([granted(consent), storedKeys()]).toEqual([[false, false, false], []]);
  });

  it('[CS9] of which purposes the shop itself said anything is known', () => {
    const consent = load('granted');
    consent._change(FUNCTIONAL, ANALYTICS);
    consent._start();
    expect(consent._own()).toBe(0);
    consent._hear({ analytics: true });
    expect(consent._own() & 3).toBe(ANALYTICS);
  });
});
