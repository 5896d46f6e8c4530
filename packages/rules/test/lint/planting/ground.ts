import type { Rule } from '../../../src/playbook.ts';
import type { Random } from './random.ts';
import type { Bare } from './template.ts';
import { TEMPLATES } from './templates.ts';
import type { Ground, PlainOptions } from './types.ts';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  en: ['Hi, {rep|we} can help.', 'Questions before you order?', 'Shall we look at {cart|it} together?'],
  de: ['Hallo, dürfen wir helfen?', 'Noch Fragen?', 'Guten Tag von {site}!'],
  fr: ['Bonjour, une question ?', 'On regarde ensemble ?'],
  'pt-BR': ['Olá, posso ajudar?'],
};

const PAGES = ['/', '/c/shoes', '/c/bags', '/p/shoes-7', '/p/gift-card', '/cart', '/checkout', '/account/orders'];

export const RECORDED = {
  journeys: 240,
  urls: PAGES.map((path) => `https://shop.example${path}`),
  paths: PAGES,
  currencies: ['EUR', 'CHF'],
} as const;

/** Gives a rule its texts, in these languages. */
export const withTexts = (random: Random, { invite, ...rule }: Bare, locales: readonly string[]): Rule => ({
  ...rule,
  invite: {
    ...invite,
    text: Object.fromEntries(
      locales.map((locale) => {
        const text = random.pick(WORDS[locale] ?? ['?']);
        return [locale, invite?.held === false ? text.replace('{rep|we}', 'we') : text];
      }),
    ),
  },
});

/** A playbook of three to `most` rules in which nothing is wrong, by construction: `TEMPLATES` says why. */
export function makeGround(random: Random, most = 12): Ground {
  const locales = random.pick([['en'], ['en', 'de'], ['en', 'de', 'fr'], ['en', 'pt-BR']]);
  const count = random.between(3, Math.min(most, 11));
  const bare = random
    .some(Object.keys(TEMPLATES), count)
    .flatMap((name) => TEMPLATES[name]?.(random) ?? [])
    .slice(0, most)
    // A rule that belongs to another one is no fault alone.
    .map((rule) => (random.chance(7) ? { ...rule, enabled: false } : rule));
  const needsOpen = bare.some(({ id }) => id === 'out-of-hours');
  const needsWish = bare.some(({ audience }) => audience);
  const options: PlainOptions = {
    ...(random.chance(60) && {
      locales: locales.map((locale) => (locale === 'de' && random.chance(30) ? 'de-AT' : locale)),
    }),
    ...(random.chance(60) && { currencies: random.pick([['EUR'], ['EUR', 'CHF']]) }),
    ...(random.chance(60) && { teams: ['team_floor', 'team_night'], skills: ['fitting', 'styling'] }),
    ...(random.chance(50) && { recorded: RECORDED }),
  };
  return {
    options,
    playbook: {
      ...(random.chance(60) && { timeZone: random.pick(['Europe/Vienna', 'Europe/Zurich', 'America/New_York']) }),
      ...((needsOpen || random.chance(30)) && {
        open: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: random.pick(['18:00', '20:30']) }],
        ...(random.chance(50) && { closedOn: ['2026-12-25', '2027-01-01'] }),
      }),
      ...(random.chance(60) && {
        limits: {
          ...(random.chance(50) && { perVisit: random.between(2, 3) }),
          ...(random.chance(50) && { perVisitor: { times: random.between(4, 9), days: random.between(30, 60) } }),
          ...(random.chance(60) && { neverOn: ['/account/**'] }),
          ...(random.chance(30) && { declinedDays: 90, quietAfterDismissMs: 3_600_000 }),
        },
      }),
      ...(needsWish && {
        experiments: [
          {
            id: 'wish',
            arms: [
              { id: 'a', share: 45 },
              { id: 'b', share: 45 },
              { id: 'none', share: 10, holdout: true },
            ],
          },
        ],
      }),
      rules: bare.map((rule) => withTexts(random, rule, locales)),
    },
  };
}
