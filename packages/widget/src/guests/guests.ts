import { isOnPage, isPrivacyAsked } from '../env.ts';
import type { Guests } from '../sdk/downloads.ts';
import type { GuestHost } from '../sdk/guests.ts';

/** Which global of the page means which part: `wcSettings` comes with WooCommerce's blocks, `woocommerce_params` with its classic pages. `BASE_URL` is what Magento's Luma themes set in the page's head. Together they are `SIGNS` of sdk/guests.ts. */
export const PLATFORMS: Readonly<Record<keyof Guests, readonly string[]>> = {
  consent: ['__tcfapi', 'Shopify', 'wp_has_consent', 'google_tag_data'],
  shopify: ['Shopify'],
  woocommerce: ['wcSettings', 'woocommerce_params'],
  adobe: ['adobeDataLayer', 'BASE_URL'],
  segment: ['analytics', 'rudderanalytics'],
};

export interface GuestsModule {
  /** Attaches the parts of the platforms that are on the page now, each once. Resolves when they are; never rejects. */
  readonly findGuests: (host: GuestHost) => Promise<unknown>;
}

/** By the host's signal, because a page may start the widget anew after `destroy`. */
const attached = new WeakMap<AbortSignal, Set<string>>();

export const findGuests: GuestsModule['findGuests'] = (host) => {
  const known = attached.get(host._signal) ?? new Set();
  attached.set(host._signal, known);
  return Promise.all(
    (Object.keys(PLATFORMS) as (keyof Guests)[]).map(async (name) => {
      const isThere = PLATFORMS[name].some(isOnPage) || (name === 'consent' && isPrivacyAsked());
      if (!isThere || known.has(name)) return;
      known.add(name);
      await host
        ._load(name)
        .then(({ attach }) => host._signal.aborted || attach(host))
        .catch(host._report);
    }),
  );
};
