import { listen, page, win } from '../../env.ts';
import type { Watch } from './types.ts';

/** The categories of the WordPress Consent API that are read: https://wordpress.org/plugins/wp-consent-api/ */
type HasConsent = (category: 'functional' | 'statistics') => boolean;

/**
 * The WordPress Consent API: `functional` and `statistics`. Without a consent type (no cookie notice has told one yet) it answers yes to
 * everything, which is not an answer: it is waited for.
 */
export const watchWordPress: Watch = (tell, signal) => {
  const site = win() as { wp_has_consent?: HasConsent; wp_consent_type?: string; wp_fallback_consent_type?: string };
  if (typeof site.wp_has_consent !== 'function') return false;
  const look = (): void => {
    const { wp_has_consent: has } = site;
    if (!has || !(site.wp_consent_type || site.wp_fallback_consent_type)) return;
    tell({ functional: has('functional'), analytics: has('statistics') });
  };
  for (const type of ['wp_consent_type_defined', 'wp_listen_for_consent_change']) {
    // The event comes before the cookie is written: a moment later the answer is the new one.
    listen(page(), type, () => setTimeout(() => signal.aborted || look()), signal);
  }
  look();
  return true;
};
