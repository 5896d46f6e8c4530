import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { strings as ar } from '../src/languages/ar.ts';
import { strings as de } from '../src/languages/de.ts';
import { strings as es } from '../src/languages/es.ts';
import { strings as fr } from '../src/languages/fr.ts';
import { strings as it_ } from '../src/languages/it.ts';
import { strings as ja } from '../src/languages/ja.ts';
import { strings as nl } from '../src/languages/nl.ts';
import { strings as pl } from '../src/languages/pl.ts';
import { strings as pt } from '../src/languages/pt.ts';
import { formsStrings } from '../src/ui/forms/strings.ts';
import { guideStrings } from '../src/ui/guide/strings.ts';
import { invitationStrings } from '../src/ui/invitation/strings.ts';
import { panelStrings } from '../src/ui/panel/strings.ts';
import { richStrings } from '../src/ui/rich/strings.ts';
import { strings } from '../src/ui/strings.ts';
import { uploadsStrings } from '../src/ui/uploads/strings.ts';
import { createWords, languageFor } from '../src/ui/words.ts';
import { draw, useWidget } from './helpers/use-widget.ts';
import { missing } from './helpers/start-widget.ts';
import { boot, json, serve } from './helpers/shop.ts';

type Table = Readonly<Record<string, string>>;
const english: Table = {
  ...strings,
  ...invitationStrings,
  ...panelStrings,
  ...richStrings,
  ...formsStrings,
  ...uploadsStrings,
  ...guideStrings,
};
const tables: Readonly<Record<string, Table>> = { en: english, ar, de, es, fr, it: it_, ja, nl, pl, pt };
const isForm = (key: string): boolean => key.includes('.');
const plurals = [...new Set(Object.keys(english).flatMap((key) => (isForm(key) ? [key.split('.')[0] ?? ''] : [])))];
const placesOf = (text = ''): string[] => [...new Set(text.match(/\{\w+\}/g))].toSorted();

it('[WD1] docs/texts.md has every text by its key, in English', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/texts.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w.]+)` *\| (.*?) *\|$/gm)].map(([, key, text]) => [key, text]);
  expect(rows).toEqual(Object.entries(english));
});

describe.each(Object.entries(tables))('%s', (lang, table) => {
  it('[WD1] has every text and none besides', () => {
    const keys = (of: Table): string[] =>
      Object.keys(of)
        .filter((key) => !isForm(key))
        .toSorted();
    expect(keys(table)).toEqual(keys(english));
    for (const [key, text] of Object.entries(table)) expect(text.trim(), key).not.toBe('');
  });

  it('[WD1] has the places of every text, no others', () => {
    for (const key of Object.keys(english).filter((key) => !isForm(key)))
      expect([key, placesOf(table[key])]).toEqual([key, placesOf(english[key])]);
  });

  it('[WD2] has a form for every number, and for one kind of number the key alone', () => {
    const rules = new Intl.PluralRules(lang);
    const forms = new Set(Array.from({ length: 4_001 }, (_, count) => rules.select(count)));
    for (const key of plurals) {
      const own = Object.keys(table).filter((it) => it.startsWith(`${key}.`));
      expect([key, [...forms].filter((form) => !(`${key}.${form}` in table)).length]).toEqual([
        key,
        own.length === forms.size ? 0 : 1,
      ]);
      for (const it of own) expect(rules.resolvedOptions().pluralCategories, it).toContain(it.split('.')[1]);
    }
  });

  it('[WD1] says it calmly: sentence case, no exclamation marks', () => {
    for (const text of Object.values(table)) expect(text).not.toMatch(/[!！]|\p{Lu}{4}/u);
  });
});

const sayIn = (lang: keyof typeof tables, texts: Table = {}, table: Table = tables[lang] ?? {}) =>
  createWords(lang, lang as 'en', texts, lang === 'en' ? {} : table, english)._say;

describe('words', () => {
  it.each([
    [0, 'Zostało 0 znaków'],
    [1, 'Został 1 znak'],
    [2, 'Zostały 2 znaki'],
    [5, 'Zostało 5 znaków'],
    [12, 'Zostało 12 znaków'],
    [22, 'Zostały 22 znaki'],
    [25, 'Zostało 25 znaków'],
  ])('[WD2] Polish: %i', (count, said) => expect(sayIn('pl')('left', { count })).toBe(said));

  it.each([
    [0, 'لا رسائل جديدة'],
    [1, 'رسالة جديدة واحدة'],
    [2, 'رسالتان جديدتان'],
    [3, /^\S+ رسائل جديدة$/],
    [11, /^\S+ رسالة جديدة$/],
    [100, /^\S+ رسالة جديدة$/],
  ])('[WD2] Arabic: %i', (count, said) => expect(sayIn('ar')('unread', { count })).toMatch(said));

  it('[WD2] Japanese has one form, English two', () => {
    expect(sayIn('ja')('unread', { count: 1 })).toBe('新着メッセージ 1 件');
    expect(sayIn('en')('kept', { count: 1 })).toContain('1 day,');
    expect(sayIn('en')('kept', { count: 1_000 })).toContain('1,000 days,');
  });

  it('[WD3] the site’s words for the language, then for all, then the table, then English', () => {
    const say = sayIn('de', { 'de:accept': 'Los', 'fr:decline': 'Non', decline: 'Nope', kept: '{count} d' });
    expect(say('accept')).toBe('Los');
    expect(say('decline')).toBe('Nope');
    // The site's own text goes before the language's form for the number.
    expect(say('kept', { count: 1 })).toBe('1 d');
    expect(say('dismiss')).toBe('Schließen');
    expect(sayIn('de', {}, { accept: 'Los' })('dismiss')).toBe('Close');
  });

  it('[WD3] the language: of the options exactly or by its base, else the site’s, else English', () => {
    expect(languageFor('de-AT', 'fr')).toBe('de');
    expect(languageFor('PT-pt', 'fr')).toBe('pt');
    expect(languageFor('en-GB', 'fr')).toBe('en');
    expect(languageFor('sv', 'fr-CH')).toBe('fr');
    expect(languageFor('sv', 'da')).toBe('en');
  });

  it('[WD3] dates are those of the words: of the region where it is the same language', () => {
    const at = new Date(2027, 2, 3, 14, 3).getTime();
    const exact = (locale: string, lang: 'de' | 'en') => createWords(locale, lang, {}, {}, english)._format._exact(at);
    expect(exact('de-AT', 'de')).toContain('März');
    expect(exact('sv', 'de')).toContain('März');
    expect(exact('en-GB', 'en')).toContain('3 March');
  });

  it('[WD4] minutes around a stretch of time, never less than one', () => {
    const { _format } = createWords('en', 'en', {}, {}, english);
    expect(_format._minutes(20_000, 40_000)).toBe('1 minute');
    expect(_format._minutes(100_000, 290_000)).toBe('1–5 minutes');
  });
});

describe('the panel', () => {
  const stage = useWidget();
  const openIn = async (locale: string, more: object = {}) => {
    serve({ boot: () => json({ ...boot, ...more }) });
    await stage.start({ locale, consent: 'granted' });
    await stage.pressLauncher();
    await draw();
  };

  it('[WD3] speaks the visitor’s language, which is one download, and English needs none', async () => {
    await openIn('de-AT');
    expect(stage.text('.hello')).toBe('Hallo, wie können wir helfen?');
    expect(stage.started.find('.ui')!.lang).toBe('de');
    expect(stage.started.parts.filter((name) => name.length === 2)).toEqual(['de']);
    expect(stage.started.launcher().getAttribute('aria-label')).toBe('Chat schließen');
    stage.started.widget.destroy();
    await openIn('en-US');
    expect(stage.started.parts.filter((name) => name.length === 2)).toEqual([]);
  });

  it('[WD3] opened at once, the field has the focus as soon as there are words', async () => {
    await openIn('de');
    expect(stage.started.shadow().activeElement).toBe(stage.field());
  });

  it('[WD5] Arabic is written from right to left', async () => {
    await openIn('ar');
    expect(stage.started.find('.ui')!.dir).toBe('rtl');
    expect(stage.text('.hello')).toBe(ar.greeting);
  });

  it('[WD6] changes its language while it is open', async () => {
    await openIn('en');
    stage.started.widget.setLocale('de');
    await draw();
    expect(stage.text('.hello')).toBe(de.greeting);
    stage.started.widget.setLocale('en');
    await draw();
    expect(stage.text('.hello')).toBe('Hi, how can we help?');
    expect(stage.started.parts.filter((name) => name === 'de')).toHaveLength(1);
  });

  it('[WD7] speaks English where the language cannot be downloaded, and nothing waits for it', async () => {
    missing.add('de');
    vi.spyOn(console, 'warn').mockReturnValue();
    await openIn('de');
    missing.delete('de');
    expect(stage.text('.hello')).toBe('Hi, how can we help?');
  });
});
