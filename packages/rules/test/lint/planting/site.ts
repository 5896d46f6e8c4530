import type { Condition, Rule } from '../../../src/playbook.ts';
import { expectAt, planted } from './conditions.ts';
import type { Fault } from './conditions.ts';
import type { Planted, PlainOptions } from './types.ts';

type Texts = Rule['invite']['text'];

/** Every rule of the ground speaks English; whatever else, the site is told to. */
const speaking = (text: Texts, options: PlainOptions): Planted => ({
  rules: [planted({ invite: { text } })],
  options,
  expected: expectAt('missing_locale', 'warning', 'invite.text'),
});

const BOTH = { en: 'Hi!', de: 'Hallo!' };

/** Texts that are missing. The ground's own languages are put aside: see `onlyEnglish` of the generator. */
export const MISSING_LOCALE: readonly Fault[] = [
  () => speaking({ en: 'Hi!' }, { locales: ['en', 'de'] }),
  () => speaking({ en: 'Hi!' }, { locales: ['de', 'de-AT', 'en'] }),
  () => speaking({ en: 'Hi!', 'pt-BR': 'Olá!' }, { locales: ['en', 'de'] }),
  () => speaking({ en: 'Hi!', 'de-CH': 'Grüezi!' }, { locales: ['en', 'de'] }),
  () => speaking({ en: 'Hi!', fr: 'Bonjour !' }, { locales: ['de-AT'] }),
  () => speaking({ en: 'Hi!' }, { locales: ['de'] }),
  () => speaking({ en: 'Hi!' }, {}),
  () => speaking({ en: 'Hi!', 'de-AT': 'Servus!' }, {}),
];

const blind = (when: Condition, path: string, rest: Partial<Rule> = {}): Planted => ({
  rules: [planted({ when, ...rest })],
  options: {},
  expected: expectAt('needs_country', 'warning', path),
});

export const NEEDS_COUNTRY: readonly Fault[] = [
  (random) => blind({ 'visit.country': random.pick(['DE', 'AT', 'US']) }, 'when.visit.country'),
  () => blind({ 'visit.country': { $in: ['DE', 'AT', 'CH'] }, 'visit.pages': { $gte: 2 } }, 'when.visit.country.$in'),
  () => blind({ 'visit.country': { $ne: 'US' } }, 'when.visit.country.$ne'),
  () => blind({ 'visit.pages': 3, 'visit.country': { $nin: ['GB', 'NO'] } }, 'when.visit.country.$nin'),
  () => blind({ 'visit.country': { $not: { $in: ['RU'] } } }, 'when.visit.country.$not'),
  () => blind({ $nor: [{ 'visit.country': 'US' }] }, 'when.$nor[0]'),
  () => blind({ $or: [{ 'visit.country': 'FR' }, { 'visit.country': 'BE' }] }, 'when.$or'),
  () =>
    blind(
      { $and: [{ 'visit.language': 'de' }, { 'visit.country': { $exists: true } }] },
      'when.$and[1].visit.country.$exists',
    ),
  () => blind({ 'visit.country': { $regex: '^A' } }, 'when.visit.country.$regex', { on: [{ signal: 'view_item' }] }),
];

const mixed = (when: Condition, path: string, currencies: readonly string[] = ['EUR', 'CHF']): Planted => ({
  rules: [planted({ when })],
  options: { currencies },
  expected: expectAt('mixed_currency', 'warning', path),
});

export const MIXED_CURRENCY: readonly Fault[] = [
  (random) => mixed({ 'cart.value': { $gte: random.between(20, 90) * 1_000 } }, 'when.cart.value.$gte'),
  () => mixed({ 'cart.value': { $lt: 5_000 }, 'page.type': 'cart' }, 'when.cart.value.$lt', ['EUR', 'CHF', 'USD']),
  () => mixed({ 'cart.currency': { $in: ['EUR', 'CHF'] }, 'cart.value': { $gt: 9_900 } }, 'when.cart.value.$gt'),
  () =>
    mixed({ 'cart.currency': { $ne: 'USD' }, 'cart.value': { $gt: 9_900 } }, 'when.cart.value.$gt', [
      'EUR',
      'USD',
      'CHF',
    ]),
  () =>
    mixed({ 'cart.currency': { $exists: true }, 'cart.value': { $not: { $lte: 100 } } }, 'when.cart.value.$not.$lte'),
  () =>
    mixed(
      { $or: [{ 'cart.currency': 'EUR', 'cart.value': { $gte: 5_000 } }, { 'cart.value': { $gte: 8_000 } }] },
      'when.$or[1].cart.value.$gte',
    ),
  () =>
    mixed({ 'cart.items': { $elemMatch: { category: 'bags', price: { $gt: 20_000 } } } }, 'when.cart.items.$elemMatch'),
  () =>
    mixed(
      { $and: [{ 'visit.pages': 2 }, { $nor: [{ 'cart.value': { $lt: 4_000 } }] }] },
      'when.$and[1].$nor[0].cart.value.$lt',
    ),
  () => mixed({ 'cart.value': 10_000 }, 'when.cart.value'),
];

const SITE = { teams: ['team_floor', 'team_night'], skills: ['fitting', 'styling'] };

const unknown = (rest: Partial<Rule>, path: string, options: PlainOptions = SITE): Planted => ({
  rules: [planted(rest)],
  options,
  expected: expectAt('unknown_name', 'warning', path),
});

export const UNKNOWN_NAME: readonly Fault[] = [
  () => unknown({ when: { 'reps.teams.team_flor': 'now' } }, 'when.reps.teams.team_flor'),
  () => unknown({ when: { 'reps.teams.night': { $in: ['now', 'soon'] } } }, 'when.reps.teams.night'),
  () =>
    unknown(
      { when: { $or: [{ 'reps.skills.fiting': 'now' }, { 'reps.availability': 'now' }] } },
      'when.$or[0].reps.skills.fiting',
    ),
  () => unknown({ when: { 'reps.skills.french': { $ne: 'none' } } }, 'when.reps.skills.french'),
  () =>
    unknown(
      { invite: { text: { ...BOTH, fr: 'Oui', 'pt-BR': 'Olá' }, skills: ['fitting', 'french'] } },
      'invite.skills[1]',
    ),
  () => unknown({ invite: { text: { ...BOTH, fr: 'Oui', 'pt-BR': 'Olá' }, skills: ['stiling'] } }, 'invite.skills[0]'),
  () =>
    unknown({ when: { 'reps.skills.gifts': 'now' } }, 'when.reps.skills.gifts', {
      ...SITE,
      skills: ['fitting', 'gift', 'styling'],
    }),
  () => unknown({ when: { $nor: [{ 'reps.teams.team_x': 'none' }] } }, 'when.$nor[0].reps.teams.team_x'),
];
