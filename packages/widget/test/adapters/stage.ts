import { createStore } from '../../src/consent/store.ts';
import { createConsent } from '../../src/consent/consent.ts';
import { vi } from 'vitest';
import type { GuestHost } from '../../src/sdk/guests.ts';
import { boot, SITE } from '../helpers/shop.ts';

export interface GuestStage {
  readonly told: [string, Record<string, unknown>][];
  readonly names: () => string[];
  readonly ending: AbortController;
}

/** A host that only notes what it is told. */
export function attachTo(attach: (host: GuestHost) => void): GuestStage {
  const ending = new AbortController();
  const told: [string, Record<string, unknown>][] = [];
  const nothing = (): undefined => undefined;
  attach({
    _track: (name, params = {}) => told.push([name, { ...params }]),
    _page: nothing,
    _consent: createConsent(createStore(SITE), 'required', nothing, ending.signal),
    _options: { site: SITE } as GuestHost['_options'],
    _boot: boot,
    _signal: ending.signal,
    _load: () => Promise.reject(new Error('nothing is downloaded')),
    _report: (error) => {
      throw error;
    },
  });
  return { told, ending, names: () => told.map(([name]) => name) };
}

export function cleanPage(): void {
  localStorage.clear();
  document.body.replaceChildren();
  document.head.replaceChildren();
  document.body.className = '';
  Reflect.deleteProperty(window, 'dataLayer');
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
  vi.useRealTimers();
}
