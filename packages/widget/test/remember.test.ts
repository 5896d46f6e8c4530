import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConsent } from '../src/consent/consent.ts';
import type { Consent } from '../src/consent/consent.ts';
import { createStore } from '../src/consent/store.ts';
import type { Store } from '../src/consent/store.ts';
import { remember } from '../src/remember/remember.ts';
import { boot } from './helpers/shop.ts';

const CREDENTIAL = 'k1.eyJ2Ijoi_XyJ9.mac-of_it';
const DAY_MS = 86_400_000;
let ending: AbortController;
let store: Store;
let consent: Consent;
/** What the shop's endpoint keeps: as docs/remember.md asks of it. */
let cookie: string | undefined;
let asked: [method: string, body: unknown][];
let answer: () => Promise<Response>;

const start = (rememberUrl = '/tillside') =>
  remember({ _boot: { ...boot, rememberUrl }, _store: store, _consent: consent, _signal: ending.signal });
const leave = () => window.dispatchEvent(new Event('pagehide'));

beforeEach(() => {
  localStorage.clear();
  ending = new AbortController();
  store = createStore('site_halden');
  consent = createConsent(
    store,
    'required',
    (state) => document.dispatchEvent(new CustomEvent('tillside:consent', { detail: { state } })),
    ending.signal,
  );
  cookie = undefined;
  asked = [];
  answer = async () => (cookie ? new Response(cookie) : new Response(null, { status: 204 }));
  vi.stubGlobal('fetch', async (_url: string, { method = 'GET', body }: RequestInit) => {
    asked.push([method, body]);
    if (method === 'GET') return answer();
    cookie = method === 'POST' ? String(body) : undefined;
    return new Response(null, { status: 204 });
  });
});
afterEach(() => {
  ending.abort();
  vi.unstubAllGlobals();
});

describe('remembering longer', () => {
  it('[RB1] nothing is asked without consent, nor with the visitor’s own press alone', async () => {
    cookie = CREDENTIAL;
    await start();
    leave();
    consent._agree();
    store._set('credential', CREDENTIAL);
    leave();
    consent._hear({ analytics: true });
    leave();
    expect(asked).toEqual([]);
  });

  it('[RB2] the credential is kept when the page goes, once, with the day of a "no, thanks"', async () => {
    consent._hear('granted');
    await start();
    expect(asked).toEqual([['GET', undefined]]);
    leave();
    expect(asked).toHaveLength(1);
    store._set('credential', CREDENTIAL);
    leave();
    leave();
    expect(cookie).toBe(CREDENTIAL);
    const day = Math.floor(Date.now() / DAY_MS) + 90;
    store._set('dnd', day * DAY_MS);
    document.dispatchEvent(new CustomEvent('tillside:engagement'));
    expect(cookie).toBe(`${CREDENTIAL}~${day}`);
    expect(asked.map(([method]) => method)).toEqual(['GET', 'POST', 'POST']);
  });

  it('[RB2] what the browser’s storage lost comes back before anything starts', async () => {
    const day = Math.floor(Date.now() / DAY_MS) + 90;
    cookie = `${CREDENTIAL}~${day}`;
    consent._hear('granted');
    await start();
    expect(store._get('credential')).toBe(CREDENTIAL);
    expect(store._get('dnd')).toBe(day * DAY_MS);
    leave();
    expect(asked).toHaveLength(1);
  });

  it('[RB2] who is known to the browser is not asked for', async () => {
    cookie = CREDENTIAL;
    consent._hear('granted');
    store._set('credential', 'k1.newer');
    await start();
    expect([asked, store._get('credential')]).toEqual([[], 'k1.newer']);
  });

  it('[RB2] consent that comes later is followed', async () => {
    cookie = CREDENTIAL;
    await start();
    consent._hear('granted');
    await vi.waitFor(() => expect(store._get('credential')).toBe(CREDENTIAL), { timeout: 10_000 });
  });

  it('[RB3] withdrawn, the cookie is removed', async () => {
    cookie = CREDENTIAL;
    consent._hear('granted');
    await start();
    consent._hear('denied');
    expect(cookie).toBeUndefined();
    leave();
    expect(asked.map(([method]) => method)).toEqual(['GET', 'DELETE']);
  });

  it('[RB3] withdrawn while the answer is on its way, it is not taken', async () => {
    consent._hear('granted');
    let say: (response: Response) => void = () => undefined;
    answer = () => new Promise((resolve) => (say = resolve));
    const started = start();
    consent._hear('denied');
    say(new Response(CREDENTIAL));
    await started;
    expect(store._get('credential')).toBeUndefined();
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it('[RB3] withdrawn on the next page before this was there, the cookie is removed', async () => {
    cookie = CREDENTIAL;
    consent._hear('granted');
    consent = createConsent(createStore('site_halden'), 'required', () => undefined, ending.signal);
    consent._hear('denied');
    await start();
    expect(cookie).toBeUndefined();
    expect(asked.map(([method]) => method)).toEqual(['DELETE']);
  });

  it('[RB3] `shutdown` removes it, `destroy` does not', async () => {
    cookie = CREDENTIAL;
    consent._hear('granted');
    await start();
    ending.abort();
    await Promise.resolve();
    expect(cookie).toBe(CREDENTIAL);
    ending = new AbortController();
    await start();
    ending.abort();
    store._allow(0);
    await Promise.resolve();
    expect(cookie).toBeUndefined();
  });

  it.each([
    ['an error', async () => new Response(CREDENTIAL, { status: 500 })],
    ['a page of the shop', async () => new Response('<!doctype html><title>Not found</title>')],
    ['nobody', () => Promise.reject(new TypeError('failed'))],
    ['more than a credential', async () => new Response(`${CREDENTIAL}\n${CREDENTIAL}`)],
  ])('[RB4] %s answers: the visitor is somebody new', async (_name, say) => {
    consent._hear('granted');
    answer = say;
    await start();
    expect(store._get('credential')).toBeUndefined();
  });
});
