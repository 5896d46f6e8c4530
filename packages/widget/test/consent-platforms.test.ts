import { describe, expect, it, vi } from 'vitest';
import { consents, installGtag, installTcf, page, useConsentPage } from './helpers/consent-page.ts';

const stage = useConsentPage();
const { later, start, state } = stage;

const V2 = { ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied' };

describe('Google Consent Mode v2', () => {
  it('[CP1] the default before the widget, then the update, then the withdrawal', () => {
    const gtag = installGtag();
    gtag('consent', 'default', {
      ...V2,
      analytics_storage: 'denied',
      functionality_storage: 'granted',
      security_storage: 'granted',
      wait_for_update: 500,
    });
    start();
    expect(state()).toEqual([true, false]);
    gtag('consent', 'update', { ...V2, analytics_storage: 'granted' });
    expect(state()).toEqual([true, true]);
    gtag('event', 'page_view', {});
    gtag('consent', 'update', { analytics_storage: 'denied', functionality_storage: 'denied' });
    expect(state()).toEqual([false, false]);
  });

  it('[CP1] a type that is not set is not denied', () => {
    const gtag = installGtag();
    gtag('consent', 'default', { ...V2, analytics_storage: 'granted' });
    start();
    expect(state()).toEqual([false, true]);
    stage.consent._hear({ functional: true });
    expect(state()).toEqual([true, true]);
  });

  it('[CP1] a default of a region counts only where Google’s tags say that it is the visitor’s', () => {
    const gtag = installGtag();
    gtag('consent', 'default', { analytics_storage: 'denied', functionality_storage: 'denied', region: ['DE', 'FR'] });
    gtag('consent', 'default', { analytics_storage: 'granted', functionality_storage: 'granted' });
    start();
    expect(state()).toEqual([true, true]);
    // As gtm.js keeps it: true is granted.
    page['google_tag_data'] = {
      ics: {
        active: true,
        entries: {
          analytics_storage: { region: 'DE', default: false, quiet: false },
          functionality_storage: { initial: true },
        },
      },
    };
    gtag('consent', 'update', { ...V2 });
    expect(state()).toEqual([true, false]);
  });

  it('[CP1] what GTM knows, where the page’s own layer was emptied', () => {
    page['dataLayer'] = [];
    page['google_tag_data'] = { ics: { entries: { analytics_storage: { default: false, update: true } } } };
    start();
    expect(state()).toEqual([false, true]);
  });

  it('[CP2] that comes later than the widget', async () => {
    start();
    expect(state()).toEqual([false, false]);
    const gtag = installGtag();
    gtag('consent', 'default', { analytics_storage: 'denied', functionality_storage: 'granted' });
    await later();
    expect(state()).toEqual([true, false]);
    gtag('consent', 'update', { analytics_storage: 'granted' });
    expect(state()).toEqual([true, true]);
  });

  it('[CP1] leaves the push that was there its answer and its this', () => {
    const gtag = installGtag();
    gtag('consent', 'default', { analytics_storage: 'denied' });
    const layer = page['dataLayer'] as unknown[];
    const push = vi.fn(function (this: unknown) {
      return this === layer ? 41 : 0;
    });
    layer.push = push;
    start();
    expect(layer.push({ event: 'x' })).toBe(41);
    expect(push).toHaveBeenCalledWith({ event: 'x' });
  });
});

describe('IAB TCF 2', () => {
  it('[CP3] the notice says nothing, the choice does, and so does its withdrawal', () => {
    const { say } = installTcf({ eventStatus: 'cmpuishown', ...consents() });
    start();
    expect(state()).toEqual([false, false]);
    say({ eventStatus: 'useractioncomplete', ...consents(1, 5, 6, 8, 10) });
    expect(state()).toEqual([true, true]);
    say({ eventStatus: 'cmpuishown', ...consents(1, 5, 6, 8, 10) });
    expect(state()).toEqual([true, true]);
    say({ eventStatus: 'useractioncomplete', ...consents(1) });
    expect(state()).toEqual([true, false]);
    say({ eventStatus: 'useractioncomplete', ...consents() });
    expect(state()).toEqual([false, false]);
  });

  it.each([1, 5, 6, 8, 10])('[CP3] without purpose %i there is no analytics', (missing) => {
    installTcf({ eventStatus: 'tcloaded', ...consents(...[1, 5, 6, 8, 10].filter((purpose) => purpose !== missing)) });
    start();
    expect(state()).toEqual([missing !== 1, false]);
  });

  it('[CP3] where GDPR does not apply it says nothing', () => {
    const { listeners } = installTcf({ eventStatus: 'tcloaded', gdprApplies: false, ...consents() });
    stage.consent._change(3, 0);
    start();
    expect(state()).toEqual([true, true]);
    stage.ending.abort();
    expect(listeners.size).toBe(0);
  });

  it('[CP2] that comes later than the widget', async () => {
    start();
    await later();
    installTcf({ eventStatus: 'tcloaded', ...consents(1, 5, 6, 8, 10) });
    await later();
    expect(state()).toEqual([true, true]);
  });
});
