import type { Boot } from '@tillside/protocol';
import type { Load } from '../sdk/downloads.ts';
import type { Options } from '../sdk/options.ts';
import { strings } from './strings.ts';
import { createWords, languageFor } from './words.ts';
import type { Words } from './words.ts';

export interface Speech {
  /** The words to draw with; none while the first table is on its way. */
  readonly _words: () => Words | undefined;
  /** The options' language may have changed: downloads its table where it has one. */
  readonly _choose: () => void;
  /** English for a part that came. */
  readonly _learn: (more: Readonly<Record<string, string>>) => void;
}

/** Which language is spoken: that of the options, else the site's, else English. The one before goes on until the next one's table is there. */
export function createSpeech(options: Options, boot: Boot, load: Load, onChange: () => void): Speech {
  const english: Record<string, string> = { ...strings };
  const tables: { [lang: string]: Readonly<Record<string, string>> | undefined } = { en: {} };
  let words: Words | undefined;

  const choose = (): void => {
    const lang = languageFor(options.locale, boot.locale);
    const table = tables[lang];
    if (table) {
      words = createWords(options.locale, lang, boot.texts, table, english);
      onChange();
    } else if (lang !== 'en')
      load(lang)
        .then(
          // Better said in English than not at all, also where what came is no language.
          (module) => (tables[lang] = { ...module.strings }),
          () => (tables[lang] = {}),
        )
        .then(choose)
        .catch(() => undefined);
  };

  return { _words: () => words, _choose: choose, _learn: (more) => Object.assign(english, more) };
}
