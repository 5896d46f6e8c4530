import { afterEach, beforeEach, expect, vi } from 'vitest';
import { ANALYTICS, createConsent, FUNCTIONAL } from '../../src/consent/consent.ts';
import type { Consent } from '../../src/consent/consent.ts';
import { attach } from '../../src/consent/platforms/attach.ts';
import { createStore } from '../../src/consent/store.ts';
import type { GuestHost } from '../../src/sdk/guests.ts';

/** The page's globals, where platforms put themselves. */
export const page = window as unknown as Record<string, unknown>;
const GLOBALS = ['dataLayer', 'google_tag_data', '__tcfapi', 'Shopify', 'wp_has_consent', 'wp_consent_type'];
export const setPrivacy = (value: boolean | undefined) =>
  Object.defineProperty(navigator, 'globalPrivacyControl', { value, configurable: true });

/** A page with the gate and, once started, the part that listens to platforms. */
export interface ConsentPage {
  consent: Consent;
  ending: AbortController;
  reported: unknown[];
  /** Another gate, on another page load. */
  readonly load: (initial: 'required' | 'granted', site?: string) => void;
  readonly start: () => void;
  /** [functional, analytics] */
  readonly state: () => boolean[];
  /** As long as platforms that come later are looked for. */
  readonly later: () => Promise<unknown>;
}

export function useConsentPage(): ConsentPage {
  const it: ConsentPage = {
    consent: undefined as never,
    ending: undefined as never,
    reported: [],
    load(initial, site = 'site_halden') {
      it.consent = createConsent(createStore(site), initial, () => undefined, it.ending.signal);
    },
    start: () =>
      attach({
        _consent: it.consent,
        _signal: it.ending.signal,
        _report: (error) => void it.reported.push(error),
      } as GuestHost),
    state: () => [it.consent._isGranted(FUNCTIONAL), it.consent._isGranted(ANALYTICS)],
    later: () => vi.advanceTimersByTimeAsync(600),
  };
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    it.ending = new AbortController();
    it.reported = [];
    it.load('required');
  });
  afterEach(() => {
    it.ending.abort();
    for (const name of GLOBALS) delete page[name];
    setPrivacy(undefined);
    expect(it.reported).toEqual([]);
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
  return it;
}

/** gtag as Google has shops write it: https://developers.google.com/tag-platform/security/guides/consent */
export function installGtag(): (...values: unknown[]) => void {
  const layer = ((page['dataLayer'] as unknown[] | undefined) ??= []);
  return function gtag() {
    // oxlint-disable-next-line prefer-rest-params -- Google's tags read an arguments object, as the page gives it
    layer.push(arguments);
  };
}
/** A consent management platform of IAB TCF 2.x, by its specification: "CMP API v2", addEventListener. */
export function installTcf(first: object) {
  const listeners = new Map<number, (data: object, isSuccess: boolean) => void>();
  const data = { tcfPolicyVersion: 5, cmpId: 300, cmpStatus: 'loaded', gdprApplies: true, isServiceSpecific: true };
  const say = (more: object): void =>
    listeners.forEach((listener, listenerId) => listener({ ...data, ...more, listenerId }, true));
  page['__tcfapi'] = (
    command: string,
    version: number,
    callback: (data: unknown, isSuccess: boolean) => void,
    parameter?: number,
  ) => {
    if (version !== 2) return callback(null, false);
    if (command === 'removeEventListener') return callback(listeners.delete(parameter ?? -1), true);
    listeners.set(listeners.size + 1, callback);
    return callback({ ...data, ...first, listenerId: listeners.size }, true);
  };
  return { say, listeners };
}
export const consents = (...purposes: number[]) => ({
  purpose: { consents: Object.fromEntries(purposes.map((purpose) => [purpose, true])), legitimateInterests: {} },
});
