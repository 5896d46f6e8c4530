import { listen, page, win } from '../../env.ts';
import type { Watch } from './types.ts';

/** `window.Shopify`, as far as it is read here: https://shopify.dev/docs/api/customer-privacy */
interface Shopify {
  readonly customerPrivacy?: {
    readonly analyticsProcessingAllowed?: () => boolean;
    readonly preferencesProcessingAllowed?: () => boolean;
  };
  readonly loadFeatures?: (
    features: readonly { readonly name: string; readonly version: string }[],
    callback: (error?: unknown) => void,
  ) => void;
}

/**
 * Shopify's Customer Privacy API, which knows the visitor's choice and what the region asks for: preferences for conversations, analytics
 * for analytics. It is loaded where the theme did not; a choice is told by `visitorConsentCollected`.
 */
export const watchShopify: Watch = (tell, signal) => {
  const { Shopify: shopify } = win() as { Shopify?: Shopify };
  if (typeof shopify !== 'object' || (!shopify.customerPrivacy && !shopify.loadFeatures)) return false;

  const look = (): void => {
    const { customerPrivacy: it } = shopify;
    if (signal.aborted || !it?.analyticsProcessingAllowed || !it.preferencesProcessingAllowed) return;
    tell({ functional: it.preferencesProcessingAllowed(), analytics: it.analyticsProcessingAllowed() });
  };
  listen(
    page(),
    'visitorConsentCollected',
    (event) => {
      const { detail } = event as CustomEvent<{ analyticsAllowed?: unknown; preferencesAllowed?: unknown } | undefined>;
      const { analyticsAllowed: analytics, preferencesAllowed: functional } = detail ?? {};
      if (typeof analytics === 'boolean' && typeof functional === 'boolean') tell({ functional, analytics });
      else look();
    },
    signal,
  );
  if (shopify.customerPrivacy) look();
  else shopify.loadFeatures?.([{ name: 'consent-tracking-api', version: '0.1' }], (error) => error || look());
  return true;
};
