import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MockInstance } from 'vitest';
import { explain } from '../src/entries/hints.ts';

describe('what developers read', () => {
  it.each([
    ['twice', undefined, 'Remove one of the script tags'],
    ['options', {}, 'site (data-site) is "": it must be the id that "tillside site snippet" prints, site_…'],
    ['options', { site: 'halden', relayUrl: 'https://a.b' }, 'site (data-site) is "halden"'],
    [
      'options',
      { site: 'site_a', relayUrl: 'a.b' },
      'relayUrl (data-relay-url) is "a.b": it must be the address of the relay',
    ],
    ['options', { position: 'top' }, 'position (data-position) is "top": it can be right or left; right is used'],
    ['options', { theme: 'blue' }, 'theme (data-theme) is "blue": it can be auto or light or dark; auto is used'],
    ['options', { consent: 'yes' }, 'consent (data-consent) is "yes": it can be required or granted; required is used'],
    ['options', { launcher: 'no' }, 'launcher (data-launcher) is "no": it can be true or false; true is used'],
    ['options', { zIndex: 'high' }, 'zIndex (data-z-index) is "high": it must be a whole number; 2147483000 is used'],
    ['options', { zIndex: {} }, 'zIndex (data-z-index) is "{}"'],
    ['options', { locale: 'en_US!' }, 'locale (data-locale) is "en_US!": it must be a language tag'],
    ['refused', { title: 'Unknown site', detail: 'Check data-site.' }, 'Check data-site.'],
    ['refused', { title: 'Wrong origin' }, 'Wrong origin'],
    ['refused', {}, 'the relay refused this page'],
    ['refused', 502, 'status 502'],
    ['away', 'https://relay.example/v1', 'https://relay.example/v1 cannot be reached'],
    ['away', 'https://relay.example/v1', 'connect-src'],
    ['call', 'opne', 'there is no call "opne". There are open, close, toggle, show, hide, identify, set, track'],
    ['module', undefined, 'without type="module"'],
    ['visitor', ['email', 'a b'], 'this cannot be kept: email, a b'],
    ['rule', 'none', 'it takes the id of a rule'],
    ['locale', 'xx_', 'it takes a language tag'],
    ['theme', 'blue', 'it takes "auto", "light" or "dark"'],
    ['options', { lazy: 'soon' }, 'lazy (data-lazy) is "soon": it can be false or true; false is used'],
    ['consent', 'maybe', 'consent() was told "maybe"; it takes "granted" or "denied"'],
    ['fault', 'TypeError: x', 'the page is not affected. TypeError: x'],
  ] as const)('[HI1] of %s %j is the fault and the mend', (hint, about, words) => {
    expect(explain(hint, about)).toContain(words);
  });

  it('[HI1] names every wrong option at once, and no right one', () => {
    const text = explain('options', {
      site: 'site_a',
      relayUrl: 'https://a.b',
      theme: 'red',
      position: 'left',
      zIndex: '-1',
    });
    expect(text).toContain('theme');
    expect(text).toContain('zIndex');
    expect(text).not.toContain('position');
  });
});

describe('hints', () => {
  let warn: MockInstance<typeof console.warn>;
  beforeEach(() => {
    warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.resetModules();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const texts = () => warn.mock.calls.map(([text]) => String(text));

  it('[HI2] the words are a download of their own, made once something is wrong; each thing is said once', async () => {
    const { hint, setHints } = await import('../src/sdk/hint.ts');
    const load = vi.fn(async () => ({ explain: (what: string) => `all about ${what}` }));
    setHints(load);
    expect(load).not.toHaveBeenCalled();
    hint('twice');
    hint('twice');
    hint('call', 'a');
    hint('call', 'b');
    await vi.waitFor(() => expect(texts()).toHaveLength(3), { timeout: 10_000 });
    expect(texts()[0]).toBe('Tillside: all about twice');
  });

  it('[HI2] where they cannot be loaded it says the bare facts', async () => {
    const { hint, setHints } = await import('../src/sdk/hint.ts');
    setHints(() => Promise.reject(new Error('offline')));
    hint('away', 'https://relay.example');
    await vi.waitFor(() => expect(texts()).toEqual(['Tillside: ["away","https://relay.example"]']), {
      timeout: 10_000,
    });
  });
});
