import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findGuests, PLATFORMS } from '../src/guests/guests.ts';
import { SIGNS, watchGuests } from '../src/sdk/guests.ts';
import type { GuestHost, GuestModule } from '../src/sdk/guests.ts';

type Part = keyof typeof PLATFORMS;
const signs = Object.entries(PLATFORMS).flatMap(([part, names]) => names.map((name) => [name, part] as const));
const globals = window as unknown as Record<string, unknown>;

let ending: AbortController;
let loaded: string[];
let attached: string[];
let missing: string | undefined;
beforeEach(() => {
  ending = new AbortController();
  loaded = [];
  attached = [];
  missing = undefined;
});
afterEach(() => {
  ending.abort();
  for (const [name] of signs) delete globals[name];
  delete (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl;
});

const report = vi.fn();
function hostOf(signal = ending.signal): GuestHost {
  const load = async (name: string): Promise<unknown> => {
    loaded.push(name);
    if (name === missing) throw new Error(`no ${name}`);
    if (name === 'guests') return { findGuests };
    return { attach: () => void attached.push(name) } satisfies GuestModule;
  };
  return { _signal: signal, _load: load, _report: report } as Partial<GuestHost> as GuestHost;
}

describe('platforms on the page', () => {
  it('[MR1] are looked for by the signs that their parts name, and nothing is downloaded where there are none', async () => {
    expect(SIGNS.split(' ').toSorted()).toEqual([...new Set(signs.map(([name]) => name))].toSorted());
    await watchGuests(hostOf());
    expect(loaded).toEqual([]);
  });

  it.each(signs)('%s means the part %s, which is attached once', async (name, part) => {
    globals[name] = {};
    const parts = (Object.keys(PLATFORMS) as Part[]).filter((one) => PLATFORMS[one].includes(name));
    expect(parts).toContain(part);
    await watchGuests(hostOf());
    expect(attached.toSorted()).toEqual(parts.toSorted());
    window.dispatchEvent(new Event('load'));
    await vi.waitFor(() => expect(loaded.filter((one) => one === 'guests')).toHaveLength(2), { timeout: 10_000 });
    expect(attached.toSorted()).toEqual(parts.toSorted());
  });

  it('that are there only when the page has loaded are attached then, beside those that were', async () => {
    globals['Shopify'] = {};
    await watchGuests(hostOf());
    expect(attached.toSorted()).toEqual(['consent', 'shopify']);
    globals['analytics'] = {};
    window.dispatchEvent(new Event('load'));
    await vi.waitFor(() => expect(attached.toSorted()).toEqual(['consent', 'segment', 'shopify']), { timeout: 10_000 });
    expect(loaded.filter((one) => one === 'shopify')).toHaveLength(1);
  });

  it('[CP6] a browser that asks not to be followed is heard by the part consent alone', async () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { configurable: true, value: true });
    await watchGuests(hostOf());
    expect(attached).toEqual(['consent']);
  });

  it('are attached again for a widget that starts anew, and not for one that is gone', async () => {
    globals['analytics'] = {};
    await watchGuests(hostOf());
    ending.abort();
    window.dispatchEvent(new Event('load'));
    expect(attached).toEqual(['segment']);
    const again = new AbortController();
    await watchGuests(hostOf(again.signal));
    again.abort();
    expect(attached).toEqual(['segment', 'segment']);
  });

  it('whose part cannot be had are said, and disturb no other', async () => {
    globals['Shopify'] = {};
    missing = 'shopify';
    await watchGuests(hostOf());
    expect(attached).toEqual(['consent']);
    expect(String(report.mock.lastCall)).toContain('no shopify');
  });
});
