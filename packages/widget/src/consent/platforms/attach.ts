import { FUNCTIONAL, OWN } from '../consent.ts';
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

/** The bit of each is its place and one. */
const PURPOSES = ['functional', 'analytics'] as const;
type Changeable = { -readonly [Name in keyof ConsentPurposes]: ConsentPurposes[Name] };

/** All of them together: where two say different things, no. */
function together(said: ReadonlyMap<string, ConsentPurposes>): Changeable {
  const all: Changeable = {};
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

  /** Something was told to the widget already: another answer is a change of mind. */
  let isTold = false;
  const tell = (): void => {
    const all = together(said);
    for (const purpose of PURPOSES) {
      const one = [...said].find(([, it]) => it[purpose] === true)?.[0];
      const other = [...said].find(([, it]) => it[purpose] === false)?.[0];
      if (one && other)
        warn(`${one} grants ${purpose} and ${other} does not: it is taken for a no. Let one of them decide.`);
    }
    if (all.analytics === undefined && isPrivacyAsked()) all.analytics = false;
    let yes = 0;
    let no = 0;
    PURPOSES.forEach((purpose, index) => {
      const isYes = all[purpose];
      const bit = index + 1;
      if (isYes === undefined) return;
      if (consent._own() & bit) {
        if (isYes !== consent._isGranted(bit))
          warn(
            `${[...said.keys()].join(' and ') || 'Global Privacy Control'} ${isYes ? 'grants' : 'does not grant'} ${purpose}, but Tillside.consent(…) was told otherwise, which counts. Leave the call out to follow the platform.`,
          );
      } else if (isYes) yes |= bit;
      // What is taken back on this page ends a conversation too. What is said on every page does not: the visitor pressed for it.
      else no |= bit === FUNCTIONAL && consent._isGranted(FUNCTIONAL) && isTold ? bit | OWN : bit;
    });
    if (yes | no) consent._change(yes, no);
    isTold = true;
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
