import type { Boot } from '@tillside/protocol';
import type { Consent } from '../consent/consent.ts';
import { isOnPage, isPrivacyAsked, listen, win } from '../env.ts';
import type { Load } from './downloads.ts';
import type { Options } from './options.ts';
import type { Tillside } from './types.ts';

/**
 * What the widget gives to the part that knows a platform of the shop's: a shop system, a tag manager, a consent platform. Such a part is
 * downloaded where its platform is on the page, once, and works also when the platform itself comes later than it.
 */
export interface GuestHost {
  /** An event of the shop's with GA4's names and parameters (amounts decimal, as GA4 has them): as `Tillside.track`, in order with all others. */
  readonly _track: Tillside['track'];
  /** A page was shown without a page load, or what kind of page this is. */
  readonly _page: Tillside['page'];
  /** Hears what a consent platform says of the visitor, and hears it again whenever it changes. */
  readonly _consent: Consent;
  readonly _options: Options;
  readonly _boot: Boot;
  /** Aborts when the widget is taken off the page: nothing is heard or told any more. */
  readonly _signal: AbortSignal;
  readonly _load: Load;
  /** A fault of ours, to be said once. */
  readonly _report: (error: unknown) => void;
}

export interface GuestModule {
  /** Called once. */
  readonly attach: (host: GuestHost) => void;
}

/** Globals of the page that mean a platform which a part of ours knows. Which part is guests/guests.ts' to say, a download of its own. */
export const SIGNS =
  '__tcfapi Shopify wp_has_consent google_tag_data wcSettings woocommerce_params adobeDataLayer BASE_URL analytics rudderanalytics';

/** Looks for platforms: now, and once more when the page has loaded. Resolves when those that are there now are attached. */
export async function watchGuests(host: GuestHost): Promise<void> {
  const look = async (): Promise<void> => {
    if (isPrivacyAsked() || SIGNS.split(' ').some(isOnPage))
      await host
        ._load('guests')
        .then(({ findGuests }) => findGuests(host))
        .catch(host._report);
  };
  listen(win(), 'load', look, host._signal);
  await look();
}
