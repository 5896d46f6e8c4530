import type { ConsoleSite, Me, RepView } from '@tillside/protocol';
import { say } from '../format.ts';
import { strings } from '../strings.ts';

/** Four characters are enough to tell the visitors of a shift apart and short enough to say aloud: `4F2A`. */
export const visitorCode = (visitor: string): string => visitor.slice(-4).toUpperCase();

export const visitorName = (visitor: string): string => say(strings.floor.visitor, { name: visitorCode(visitor) });

/** A rep's name as this rep may know it: `You`, a colleague by name, or somebody of another team. */
export function repName(rep: string | undefined, me: Me | undefined, colleagues: readonly RepView[]): string {
  if (rep === undefined) return '';
  if (rep === me?.rep.id) return strings.floor.you;
  return colleagues.find((other) => other.id === rep)?.name ?? strings.carts.anotherRep;
}

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

/** First and last initials: `Maya Lindqvist` -> `ML`. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 32))
    .join('')
    .trim()
    .toUpperCase();
}

/** Shops that the team serves; of the others only conversations come, which were given to it. */
export const ownSites = (me: Me): readonly ConsoleSite[] => me.sites.filter((site) => site.isGiven !== true);

export const siteById = (sites: readonly ConsoleSite[], id: string | undefined): ConsoleSite | undefined =>
  sites.find((site) => site.id === id);

/** What follows the host, as a rep reads it: `/checkout`. */
export function pagePath(url: string): string {
  try {
    const { pathname, search } = new URL(url);
    return pathname + search;
  } catch {
    return url;
  }
}

/** A code as words: `question_answered` -> `Question answered`. */
export function humanise(code: string): string {
  const words = code.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
