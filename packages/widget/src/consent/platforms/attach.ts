import { isPrivacyAsked, listen, say, win } from '../../env.ts';
import type { ConsentPurposes } from '../../sdk/types.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { watchGoogle } from './google.ts';
import { watchShopify } from './shopify.ts';
import { watchTcf } from './tcf.ts';
import type { Watch } from './types.ts';
import { watchWordPress } from './wordpress.ts';

const platforms: Readonly<Record<string, Watch>> = {
  'Google Consent Mode': watchGoogle,
  'IAB TCF': watchTcf,
  'Shopify’s customer privacy': watchShopify,
  'the WordPress Consent API': watchWordPress,
};

/** Platforms that come later than we are looked for so often, for so long: a tag manager may bring one when the page has loaded. */
const EVERY_MS = 500;
const TIMES = 60;

const PURPOSES = ['functional', 'analytics'] as const;

/** All of them together: where two say different things, no. */
function together(said: ReadonlyMap<string, ConsentPurposes>): ConsentPurposes {
  const all: { -readonly [Name in keyof ConsentPurposes]: ConsentPurposes[Name] } = {};
  for (const purposes of said.values()) {
    for (const purpose of PURPOSES) {
      const isYes = purposes[purpose];
      if (isYes !== undefined) all[purpose] = isYes && all[purpose] !== false;
    }
  }
  return all;
}

/**
 * Listens to the consent platforms of the page and tells the widget what they say. The shop's own `Tillside.consent(…)` counts before them,
 * they before Global Privacy Control, which means no analytics where none of them says anything of it. What contradicts is said once in the
 * console.
 */
export function attach({ _consent: consent, _report: report, _signal: signal }: GuestHost): void {
  const said = new Map<string, ConsentPurposes>();
  const warned = new Set<string>();
  const warn = (sentence: string): void => {
    if (!warned.has(sentence)) say(sentence);
    warned.add(sentence);
  };

  const tell = (): void => {
    const all = together(said);
    for (const purpose of PURPOSES) {
      const yes = [...said].find(([, it]) => it[purpose] === true)?.[0];
      const no = [...said].find(([, it]) => it[purpose] === false)?.[0];
      if (yes && no) warn(`${yes} grants ${purpose} and ${no} does not: it is taken for a no. Let one of them decide.`);
    }
    const isPrivate = all.analytics === undefined && isPrivacyAsked();
    const isHeard = consent._hear({ ...all, ...(isPrivate && { analytics: false }) }, true);
    const who = [...said.keys()].join(' and ') || 'Global Privacy Control';
    if (isHeard === false)
      warn(
        `${who} says another consent (${JSON.stringify(all)}) than Tillside.consent(…) was told; the latter counts. Leave the call out to follow the platform.`,
      );
  };

  const missing = new Map(Object.entries(platforms));
  const look = (): void => {
    for (const [name, watch] of missing) {
      try {
        const isThere = watch((purposes) => {
          const before = said.get(name);
          if (PURPOSES.every((purpose) => before?.[purpose] === purposes[purpose])) return;
          said.set(name, purposes);
          tell();
        }, signal);
        if (isThere) missing.delete(name);
      } catch (error) {
        missing.delete(name);
        report(error);
      }
    }
  };
  look();
  if (isPrivacyAsked()) tell();
  listen(win(), 'load', look, signal);
  let times = 0;
  const timer = setInterval(() => {
    look();
    if (!missing.size || ++times >= TIMES) clearInterval(timer);
  }, EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}
