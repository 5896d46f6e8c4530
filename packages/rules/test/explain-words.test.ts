import { describe, expect, it } from 'vitest';
import { FACTS, ITEM_FIELDS, PAGE_TYPES, SIGNALS } from '../src/catalogue/index.ts';
import { LANGUAGES, languageOf } from '../src/explain/language.ts';
import { explain } from '../src/explain/index.ts';
import type { Condition, Listen, SuppressReason } from '../src/index.ts';
import { makeRule, T0 } from './helpers.ts';

const english = languageOf('en').words;
/** Every place of a table of words that has none, or whose template lacks a part that the English one has. */
function gaps(told: unknown, wanted: unknown, path: string): readonly string[] {
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof told !== 'object' || told === null) return [path];
    const mine = new Map(Object.entries(told));
    return Object.entries(wanted).flatMap(([key, value]) => gaps(mine.get(key), value, `${path}.${key}`));
  }
  if (typeof told !== typeof wanted || told === '') return [path];
  const parts = (text: unknown) =>
    typeof text === 'string' ? [...text.matchAll(/\{\w+\}/g)].map(([part]) => part).toSorted() : [];
  return parts(told).join() === parts(wanted).join() ? [] : [path];
}

describe.each(Object.entries(LANGUAGES))('the words of %s', (tag, words) => {
  it('[EX8] are as many as those of English', () => {
    expect(gaps(words, english, tag)).toEqual([]);
    expect(gaps(english, words, tag)).toEqual([]);
  });

  it('[EX8] name every fact, closed value and field', () => {
    expect(Object.keys(words.facts).toSorted()).toEqual([...FACTS.keys()].toSorted());
    expect(Object.keys(words.fields)).toEqual([...ITEM_FIELDS.keys()]);
    const closed = [...FACTS].filter(([, { values, kind }]) => values ?? kind === 'flag');
    expect(Object.keys(words.values).toSorted()).toEqual(closed.map(([name]) => name).toSorted());
    for (const [name, { values }] of closed)
      expect(Object.keys(words.values[name] ?? {})).toEqual(values ?? ['true', 'false']);
  });

  it('[EX8] name every signal, with its kind, amount and duration', () => {
    const wanted = [...SIGNALS].flatMap(([name, { of, kinds, value }]) => {
      const hasKind = of !== undefined && !kinds?.every((kind) => `${name}:${kind}` in words.signals);
      const keys = [name, ...(hasKind ? [`${name}:*`] : [])];
      return [...keys, ...(value === undefined ? [] : keys.map((key) => `${key}>`))];
    });
    expect(wanted.filter((key) => !(key in words.signals))).toEqual([]);
    for (const [key, template] of Object.entries(words.signals)) {
      const [name = ''] = key.split(/[:>]/);
      expect(SIGNALS.has(name), key).toBe(true);
      expect(template.includes('{duration}'), key).toBe(SIGNALS.get(name)?.isDwell === true);
      expect(template.includes('{amount}'), key).toBe(key.endsWith('>'));
      expect(/\{of\}|\{page\}/.test(template), key).toBe(key.includes(':*'));
    }
    expect(Object.keys(words.pages)).toEqual([...PAGE_TYPES]);
  });

  it('[EX8] let no name of the vocabulary through', () => {
    const sentences = [...SIGNALS].flatMap(([signal, { isDwell, kinds }]) => {
      const on: Listen[] = [
        { signal, ...(isDwell && { afterMs: 20_000 }) },
        ...(kinds ?? []).map((of) => ({ signal, of })),
      ];
      return on.flatMap((listen) =>
        reasons(words).map((reason) => {
          const when: Condition = Object.fromEntries(
            [...FACTS.keys()].map((name) => [name.replace('*', 'own'), { $exists: true }]),
          );
          const trace = {
            rule: 'r',
            entry: 0,
            signal,
            at: T0,
            bits: '1'.repeat(FACTS.size),
            values: [],
            limits: [0, 0, 0, -1] as const,
            reason,
            losers: [['other', reason] as const],
          };
          return explain(makeRule('r', { on: [listen], when }), trace, tag).join(' ');
        }),
      );
    });
    for (const told of sentences)
      expect(told).not.toMatch(
        /[a-z]_[a-z]|\{|undefined|NaN|\[object|\$[a-z]|(?:page|visit|cart|visitor|reps|site|checkout)\.[a-z]/,
      );
    // Every sentence is another one for another signal and reason.
    expect(new Set(sentences.map((told) => told.slice(0, 160))).size).toBeGreaterThan(SIGNALS.size * 8);
  });
});

const reasons = (words: typeof english): readonly SuppressReason[] =>
  Object.keys(words.losers.reasons) as SuppressReason[];

describe('the language', () => {
  it('[EX8] is that of the locale’s base, English where there is none', () => {
    expect(languageOf('de')).toEqual({ words: LANGUAGES.de, tag: 'de' });
    expect(languageOf('de-CH').tag).toBe('de-CH');
    expect(languageOf('DE-ch').words).toBe(LANGUAGES.de);
    expect(languageOf('fr-FR')).toEqual({ words: english, tag: 'en' });
    expect(languageOf('de-?!')).toEqual({ words: LANGUAGES.de, tag: 'de' });
    expect(languageOf('')).toEqual({ words: english, tag: 'en' });
  });
});
