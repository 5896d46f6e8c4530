import { GERMAN } from './words/de.ts';
import { ENGLISH } from './words/en.ts';
import type { Words } from './words/types.ts';

export interface Language {
  readonly words: Words;
  /** How numbers, money and lists are written: as asked where that is a tag of this language. */
  readonly tag: string;
}

/** A further language is a further line. */
export const LANGUAGES: Readonly<Record<string, Words>> = { en: ENGLISH, de: GERMAN };

function isTag(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

/** The words of a locale's base language; English where there are none. */
export function languageOf(locale: string): Language {
  const base = locale.split('-')[0]?.toLowerCase() ?? '';
  const words = LANGUAGES[base];
  return words && isTag(locale) ? { words, tag: locale } : { words: words ?? ENGLISH, tag: words ? base : 'en' };
}
