import { describe, expect, it, vi } from 'vitest';
import { consents, installGtag, installTcf, page, setPrivacy, useConsentPage } from './helpers/consent-page.ts';

const stage = useConsentPage();
const { later, start, state } = stage;

describe('Shopify’s customer privacy', () => {
  const collected = (analyticsAllowed: boolean, preferencesAllowed: boolean) =>
    document.dispatchEvent(
      new CustomEvent('visitorConsentCollected', {
        detail: { analyticsAllowed, preferencesAllowed, marketingAllowed: false, saleOfDataAllowed: false },
      }),
    );

  it('[CP4] is loaded where the theme did not, and heard when the visitor chose', () => {
    const asked: unknown[] = [];
    let loaded: (error?: unknown) => void = () => undefined;
    const shopify: Record<string, unknown> = {
      loadFeatures: (features: unknown, callback: typeof loaded) => {
        asked.push(features);
        loaded = callback;
      },
    };
    page['Shopify'] = shopify;
    start();
    expect(asked).toEqual([[{ name: 'consent-tracking-api', version: '0.1' }]]);
    shopify['customerPrivacy'] = { analyticsProcessingAllowed: () => false, preferencesProcessingAllowed: () => true };
    loaded();
    expect(state()).toEqual([true, false]);
    collected(true, true);
    expect(state()).toEqual([true, true]);
    collected(false, false);
    expect(state()).toEqual([false, false]);
  });

  it('[CP4] where its script is blocked it says nothing', () => {
    page['Shopify'] = {
      loadFeatures: (_features: unknown, callback: (error?: unknown) => void) => callback('blocked'),
    };
    stage.consent._change(3, 0);
    start();
    expect(state()).toEqual([true, true]);
  });

  it('[CP2] that comes later than the widget', async () => {
    start();
    page['Shopify'] = {
      customerPrivacy: { analyticsProcessingAllowed: () => true, preferencesProcessingAllowed: () => true },
    };
    await later();
    expect(state()).toEqual([true, true]);
  });
});

describe('the WordPress Consent API', () => {
  /** As wp-consent-api.js has it: the event comes before the cookie, and without a consent type all is allowed. */
  function installWordPress(type: string | undefined) {
    const cookie = new Map<string, string>();
    if (type) page['wp_consent_type'] = type;
    page['wp_has_consent'] = (category: string) =>
      page['wp_consent_type'] === undefined ||
      (cookie.get(category) ?? (page['wp_consent_type'] === 'optin' ? 'deny' : 'allow')) === 'allow' ||
      category === 'functional';
    return (category: string, value: 'allow' | 'deny') => {
      document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { [category]: value } }));
      cookie.set(category, value);
    };
  }

  it('[CP5] functional and statistics, and their changes', async () => {
    const set = installWordPress('optin');
    start();
    expect(state()).toEqual([true, false]);
    set('statistics', 'allow');
    await later();
    expect(state()).toEqual([true, true]);
    set('statistics', 'deny');
    await later();
    expect(state()).toEqual([true, false]);
  });

  it('[CP5] without a consent type its yes is none, until the notice has told one', async () => {
    installWordPress(undefined);
    start();
    expect(state()).toEqual([false, false]);
    page['wp_consent_type'] = 'optout';
    document.dispatchEvent(new CustomEvent('wp_consent_type_defined'));
    await later();
    expect(state()).toEqual([true, true]);
  });

  it('[CP2] that comes later than the widget', async () => {
    start();
    await later();
    installWordPress('optout');
    await later();
    expect(state()).toEqual([true, true]);
  });
});

describe('Global Privacy Control', () => {
  it('[CP6] means no analytics, also against the shop’s option', () => {
    setPrivacy(true);
    stage.load('granted');
    start();
    stage.consent._start();
    expect(state()).toEqual([true, false]);
  });

  it('[CP6] counts less than a platform, and less than the shop’s own call', () => {
    setPrivacy(true);
    start();
    expect(state()).toEqual([false, false]);
    stage.consent._hear({ analytics: true });
    expect(state()).toEqual([false, true]);
    stage.load('required', 'site_other');
    installTcf({ eventStatus: 'tcloaded', ...consents(1, 5, 6, 8, 10) });
    start();
    expect(state()).toEqual([true, true]);
  });

  it('[CP6] that is off says nothing', () => {
    setPrivacy(false);
    stage.load('granted');
    start();
    stage.consent._start();
    expect(state()).toEqual([true, true]);
  });
});

describe('what contradicts', () => {
  it('[CP7] is a no among platforms, and is said once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const gtag = installGtag();
    gtag('consent', 'default', { analytics_storage: 'denied' });
    const { say } = installTcf({ eventStatus: 'tcloaded', ...consents(1, 5, 6, 8, 10) });
    start();
    expect(state()).toEqual([true, false]);
    say({ eventStatus: 'useractioncomplete', ...consents(1, 5, 6, 8, 10) });
    expect(warn.mock.calls).toEqual([
      [
        'Tillside: IAB TCF grants analytics and Google Consent Mode does not: it is taken for a no. Let one of them decide.',
      ],
    ]);
    gtag('consent', 'update', { analytics_storage: 'granted' });
    expect(state()).toEqual([true, true]);
  });

  it('[CP7] with the shop’s own call is overruled, and is said once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    stage.consent._hear('denied');
    const { say } = installTcf({ eventStatus: 'tcloaded', ...consents(1, 5, 6, 8, 10) });
    start();
    say({ eventStatus: 'useractioncomplete', ...consents(1, 5, 6, 8, 10) });
    expect(state()).toEqual([false, false]);
    // Of each purpose.
    expect(warn).toHaveBeenCalledTimes(2);
    expect(warn.mock.calls[0]?.[0]).toContain('IAB TCF grants functional, but Tillside.consent(…) was told otherwise');
  });

  it('[CP7] a platform that throws is reported, and the others are heard', () => {
    page['__tcfapi'] = () => {
      throw new Error('broken');
    };
    const gtag = installGtag();
    gtag('consent', 'default', { analytics_storage: 'granted' });
    start();
    expect(state()).toEqual([false, true]);
    expect(stage.reported).toHaveLength(1);
    stage.reported = [];
  });

  it('[CP2] nothing is looked for any more after half a minute, nor after the widget is gone', async () => {
    start();
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(vi.getTimerCount()).toBe(0);
    start();
    stage.ending.abort();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the visitor’s own press', () => {
  it('[CS9] outlives what a platform says on every page, and not what it takes back', () => {
    const gtag = installGtag();
    gtag('consent', 'default', { analytics_storage: 'denied', functionality_storage: 'denied' });
    start();
    stage.consent._agree();
    expect(stage.consent._isGranted()).toBe(true);
    stage.load('required');
    start();
    expect([stage.consent._isGranted(), ...state()]).toEqual([true, false, false]);
    gtag('consent', 'update', { functionality_storage: 'granted' });
    expect(state()).toEqual([true, false]);
    gtag('consent', 'update', { functionality_storage: 'denied' });
    expect(stage.consent._isGranted()).toBe(false);
  });

  it('[CS9] what a platform grants no more since the last page is not granted on this one', () => {
    const gtag = installGtag();
    gtag('consent', 'update', { analytics_storage: 'granted', functionality_storage: 'granted' });
    start();
    stage.consent._agree();
    delete page['dataLayer'];
    stage.load('required');
    expect(state()).toEqual([true, true]);
    installGtag()('consent', 'update', { analytics_storage: 'denied', functionality_storage: 'denied' });
    start();
    // The conversation is the visitor's own.
    expect([stage.consent._isGranted(), ...state()]).toEqual([true, false, false]);
  });
});
