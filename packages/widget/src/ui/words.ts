import type { StringKey } from '../languages/types.ts';
import type { Language } from '../sdk/downloads.ts';
import { createFormat } from './format.ts';
import type { Format } from './format.ts';

type Values = Readonly<Record<string, string | number | undefined>>;
type Table = Readonly<Record<string, string>>;

/** Looks up a text and fills its places; by `count` it takes the form that the language has for that number. */
export type Say = (key: StringKey, values?: Values) => string;

/** Puts values into the places of a text; `{name|words}` are the words where the value is not known. */
export const fill = (text: string, values: Values = {}): string =>
  text.replace(/\{(\w+)(?:\|([^}]*))?\}/g, (whole, name: string, words?: string) =>
    String(values[name] ?? words ?? whole),
  );

/** Languages besides English that have a table, each a download of its own. */
const languages = /^(?:ar|de|es|fr|it|ja|nl|pl|pt)$/;

const baseOf = (tag: string): string => tag.toLowerCase().replace(/-.*/, '');

/** The first of these language tags that there are words in, by itself or by its language; else English. */
export function languageFor(...tags: readonly string[]): Language | 'en' {
  return (tags.map(baseOf).find((base) => base === 'en' || languages.test(base)) ?? 'en') as Language | 'en';
}

export interface Words {
  readonly _lang: Language | 'en';
  readonly _say: Say;
  readonly _format: Format;
}

/**
 * What is said in one language: the site's words for it, the site's words for all, the language's table, English. Instants and amounts
 * are written as in `locale` where that is the same language.
 */
export function createWords(locale: string, lang: Language | 'en', texts: Table, table: Table, english: Table): Words {
  const format = createFormat(baseOf(locale) === lang ? locale : lang);
  /** In this order: each with what the keys begin with there. */
  const sources: readonly (readonly [Table, string?])[] = [[texts, `${lang}:`], [texts], [table], [english]];
  return {
    _lang: lang,
    _format: format,
    _say(key, values = {}) {
      const { count } = values;
      const form = typeof count === 'number' && `${key}.${format._plural(count)}`;
      const number = form && { count: format._number(count) };
      for (const [source, start = ''] of sources) {
        const text = (form && source[start + form]) || source[start + key];
        if (text !== undefined) return fill(text, { ...values, ...number });
      }
      return key;
    },
  };
}
