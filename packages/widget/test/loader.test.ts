import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MockInstance } from 'vitest';
import type { TillsideGlobal } from '../src/sdk/types.ts';
import { boot, json, lingering, page, RELAY, resetPage, serve, SITE } from './helpers/shop.ts';

let warn: MockInstance<typeof console.warn>;
const warnings = () => warn.mock.calls.map(([text]) => String(text));
/** The words are asked for first, which takes a moment to fail. */
const warned = (texts: unknown[]) => vi.waitFor(() => expect(warnings()).toEqual(texts), { timeout: 10_000 });
/** With rules that need no further download, which there is none of here. */
const serveHere = (answers: Parameters<typeof serve>[0] = {}) =>
  serve({
    playbook: () => json({ version: 'v1', rules: [{ ...lingering, on: [{ signal: 'begin_checkout' }] }] }),
    ...answers,
  });
const tillside = () => page.Tillside as TillsideGlobal;

/** Runs the script as a tag with these attributes does. Its other files are not there: warnings are the bare facts. */
async function runTag(data: Record<string, string> | undefined, origin = RELAY): Promise<HTMLScriptElement> {
  const script = document.createElement('script');
  Object.assign(script.dataset, data);
  Object.defineProperty(script, 'src', { value: `${origin}/v1/loader.js` });
  document.body.append(script);
  Object.defineProperty(document, 'currentScript', { value: data ? script : null, configurable: true });
  vi.resetModules();
  await import('../src/entries/loader.ts');
  return script;
}

beforeEach(() => {
  Object.assign(globalThis, {
    __BUILD__: 'abc',
    __VERSION__: '1.2.3',
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  serveHere();
});
afterEach(() => {
  tillside()?.destroy?.();
  resetPage();
});

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) {
    await vi.advanceTimersByTimeAsync(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe('the script tag', () => {
  it('[LO1] takes its options from its attributes and the relay from its address, and shows the launcher', async () => {
    const requests = serveHere();
    await runTag({ site: SITE, position: 'left', zIndex: '50' });
    await settle();
    expect(requests[0]?.url).toBe(`${RELAY}/v1/sites/${SITE}/boot`);
    const root = document.querySelector('tillside-widget')?.shadowRoot;
    expect(root?.querySelector('.launcher')?.getAttribute('aria-label')).toBe('Chat with Halden');
    const [rule] = root?.adoptedStyleSheets[0]?.cssRules ?? [];
    expect(rule?.cssText).toMatch(/z-index: ?50/);
    expect(rule?.cssText).toMatch(/--left:/);
    expect(warnings()).toEqual([]);
  });

  it('[LO1] data-launcher="false" leaves the launcher out', async () => {
    await runTag({ site: SITE, launcher: 'false' });
    await settle();
    const launcher = document.querySelector('tillside-widget')?.shadowRoot?.querySelector<HTMLElement>('.launcher');
    expect(launcher?.hidden).toBe(true);
  });

  it('[LO1] leaves nothing in the page’s scope but Tillside and the data layer', async () => {
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    await runTag({ site: SITE });
    await settle();
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    expect(added.toSorted()).toEqual(['Tillside', 'dataLayer']);
    tillside().destroy();
    expect(page.Tillside).toBeUndefined();
  });

  it('[LO2] included twice it warns, and runs once', async () => {
    await runTag({ site: SITE });
    const first = tillside();
    await runTag({ site: SITE });
    await settle();
    expect(tillside()).toBe(first);
    expect(document.querySelectorAll('tillside-widget')).toHaveLength(1);
    await warned(['Tillside: ["twice",null]']);
  });

  it('[LO2] run again because its page was replaced, which took the tag before away, it goes on without a word', async () => {
    const before = await runTag({ site: SITE });
    const first = tillside();
    await settle();
    before.remove();
    await runTag({ site: SITE });
    await settle();
    expect(tillside()).toBe(first);
    expect(document.querySelectorAll('tillside-widget')).toHaveLength(1);
    expect(warnings()).toEqual([]);
  });

  it('[LO2] loaded as a module it says how to load it', async () => {
    await runTag(undefined);
    expect(page.Tillside).toBeUndefined();
    await warned(['Tillside: ["module",null]']);
  });

  it('[LO3] makes the calls that were queued before it came, in order, and goes on with a stub that was kept', async () => {
    const q: unknown[][] = [];
    const stub = (...values: unknown[]): void => void (tillside() as unknown as { q: unknown[][] }).q.push(values);
    page.Tillside = Object.assign(stub, { q });
    const heard: string[] = [];
    stub('on', 'ready', () => heard.push('ready'));
    stub('on', 'consent', () => heard.push('consent'));
    stub('consent', 'granted');
    await runTag({ site: SITE });
    expect(heard).toEqual(['consent']);
    await settle();
    expect(heard).toEqual(['consent', 'ready']);
    stub('consent', 'denied');
    expect(heard).toEqual(['consent', 'ready', 'consent']);
  });

  it('[LO4] is called by name or by property, and warns of what it does not know', async () => {
    await runTag({ site: SITE });
    expect(tillside()('version')).toBeUndefined();
    tillside()('opne', 1);
    await settle();
    await warned(['version', 'opne'].map((name) => `Tillside: ["call","${name}"]`));
    const heard = vi.fn();
    const off = tillside()('once', 'consent', heard) as () => void;
    expect(typeof off).toBe('function');
    tillside()('consent', 'granted');
    tillside().consent('denied');
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['no site', {}],
    ['a site that is none', { site: 'halden' }],
  ])('[LO5] with %s it does not run, and warns', async (_name, data) => {
    const requests = serveHere();
    await runTag(data as Record<string, string>);
    await settle();
    expect(requests).toEqual([]);
    expect(page.Tillside).toBeUndefined();
    await warned([`Tillside: ${JSON.stringify(['options', { relayUrl: `${RELAY}/v1/loader.js`, ...data }])}`]);
  });

  it.each([
    ['position', 'top'],
    ['theme', 'blue'],
    ['consent', 'given'],
    ['launcher', 'no'],
    ['lazy', 'soon'],
    ['zIndex', 'high'],
    ['locale', 'en_US!'],
  ])('[LO5] with a wrong %s it warns once, and runs with the default of it', async (name, value) => {
    await runTag({ site: SITE, consent: 'granted', [name]: value });
    await settle();
    await warned([expect.stringContaining(`"${name}":"${value}"`)]);
    expect(document.querySelector('tillside-widget')).not.toBeNull();
    // Above all: no consent that was not given.
    expect(Object.keys(localStorage).length > 0).toBe(name !== 'consent');
  });

  it.each([
    ['an unknown site', 404, '{"detail":"Check data-site."}', '["refused",{"detail":"Check data-site."}]'],
    ['a wrong origin', 403, '{"title":"Wrong origin"}', '["refused",{"title":"Wrong origin"}]'],
    ['no reason at all', 404, '<html>', '["refused",404]'],
  ])(
    '[LO6] %s: the relay’s answer is warned of once, and it is not asked again',
    async (_name, status, body, facts) => {
      const requests = serveHere({ boot: () => new Response(body, { status }) });
      await runTag({ site: SITE });
      await settle();
      await vi.advanceTimersByTimeAsync(600_000);
      expect(requests).toHaveLength(1);
      await warned([`Tillside: ${facts}`]);
      expect(document.querySelector('tillside-widget')).toBeNull();
    },
  );

  it.each([
    ['is not reached', () => Promise.reject(new TypeError('Failed to fetch')), 'away'],
    ['has a fault', () => json({ title: 'A fault of the relay' }, 500), 'A fault of the relay'],
    ['is asked too often', () => json({ title: 'Too many requests' }, 429), 'Too many requests'],
  ])('[LO6] a relay that %s is asked again, less and less often', async (_name, answer, words) => {
    let isBack = false;
    const requests = serveHere({ boot: () => (isBack ? json(boot) : answer()) });
    await runTag({ site: SITE });
    await settle();
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(requests).toHaveLength(3);
    await warned([expect.stringContaining(words)]);
    isBack = true;
    await vi.advanceTimersByTimeAsync(8_000);
    await settle();
    expect(document.querySelector('tillside-widget')).not.toBeNull();
  });

  it('[LO4] throws nothing into the page, whatever it is called with', async () => {
    await runTag({ site: SITE });
    await settle();
    const api = tillside();
    const odd = [
      undefined,
      null,
      0,
      10n,
      Symbol('odd'),
      {},
      Object.create(null),
      { more: 10n },
      [],
      () => 1,
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('odd');
          },
        },
      ),
    ];
    for (const value of odd) {
      for (const [name, method] of Object.entries(api)) {
        if (typeof method !== 'function' || ['shutdown', 'destroy'].includes(name)) continue;
        expect(() => (method as (...values: unknown[]) => unknown)(value, value), name).not.toThrow();
      }
      expect(() => (api as (...values: unknown[]) => unknown)(value, value)).not.toThrow();
    }
    await settle();
  });
});
