import type { Condition, Listen, Rule } from '../../../src/playbook.ts';
import type { Expected, Planted } from './types.ts';
import type { Random } from './random.ts';

export type Fault = (random: Random) => Planted;

const HELLO = { text: { en: 'Hi, how can we help?', de: 'Hallo!', fr: 'Bonjour !', 'pt-BR': 'Olá!' } };

/** A rule that listens to what no rule of the ground does. */
export const planted = (rest: Partial<Rule>): Rule => ({
  id: 'planted',
  name: 'Planted',
  on: [{ signal: 'custom', of: 'store_finder' }],
  invite: HELLO,
  ...rest,
});

export const expectAt =
  (kind: Expected['kind'], certainty: Expected['certainty'], path: string) =>
  (at: number): Expected => ({ kind, certainty, path: `rules[${at}].${path}` });

const never = (when: Condition, path: string, more: Omit<Planted, 'expected' | 'rules'> = {}): Planted => ({
  ...more,
  rules: [planted({ when })],
  expected: expectAt('never', 'error', path),
});

const OPEN = { open: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' }] } as const;

/** Conditions, alternatives and schedules that nothing makes true. */
export const NEVER: readonly Fault[] = [
  (random) => {
    const value = random.between(10, 90) * 1_000;
    return never({ 'cart.currency': 'EUR', 'cart.value': { $gte: value, $lt: value } }, 'when.cart.value');
  },
  () => never({ 'page.type': 'product', $and: [{ 'visit.pages': 3 }, { 'page.type': 'cart' }] }, 'when'),
  (random) => {
    const types = random.some(['home', 'list', 'product', 'cart'], 2);
    return never({ 'page.type': { $in: types, $nin: ['other', ...types] } }, 'when.page.type');
  },
  (random) => never({ 'site.hour': { $gte: random.between(24, 30) } }, 'when.site.hour.$gte'),
  () => never({ 'visitor.orders': { $gte: 1 }, 'visit.number': { $gt: 1, $lt: 2 } }, 'when.visit.number'),
  (random) =>
    never({ 'checkout.step': { $exists: false }, 'checkout.seconds': { $gte: random.between(5, 60) } }, 'when'),
  () => never({ 'cart.skus': { $in: ['A-1', 'A-2'], $nin: ['A-1', 'A-2', 'B-9'] } }, 'when.cart.skus'),
  () => never({ 'cart.skus': { $size: 0, $all: ['A-1'] } }, 'when.cart.skus'),
  (random) => {
    const price = random.between(10, 90) * 100;
    return never(
      { 'cart.currency': 'EUR', 'cart.items': { $elemMatch: { price: { $gt: price, $lte: price - 100 } } } },
      'when.cart.items.$elemMatch',
    );
  },
  () => never({ 'visitor.identified': true, $nor: [{ 'visitor.identified': true }, { 'visit.pages': 1 }] }, 'when'),
  () => never({ 'page.path': { $glob: '/cart/**', $regex: '^/checkout' } }, 'when.page.path'),
  () => never({ 'page.path': { $glob: '/c/*/*', $in: ['/c/shoes', '/c/bags'] } }, 'when.page.path'),
  () => never({ 'site.open': true, 'site.hour': { $gte: 20 } }, 'when', { playbook: OPEN }),
  () =>
    never({ 'visit.pages': { $gte: 2 }, $or: [{ 'visit.pages': 1 }, { 'visit.pages': { $exists: false } }] }, 'when'),
  () =>
    never({ 'cart.value': { $not: { $gte: 0 }, $exists: true, $gt: -1 }, 'cart.currency': 'EUR' }, 'when.cart.value'),
  (random) => ({
    rules: [
      planted({
        schedule: {
          firstDay: '2026-11-21',
          lastDay: '2026-11-22',
          hours: [{ weekdays: random.some(['mon', 'tue', 'wed', 'thu', 'fri'], 3) }],
        },
      }),
    ],
    expected: expectAt('never', 'error', 'schedule'),
  }),
  () => ({
    rules: [planted({ when: { 'page.type': 'list', $or: [{ 'page.type': 'cart' }, { 'visit.pages': { $gte: 4 } }] } })],
    expected: expectAt('never', 'warning', 'when.$or[0]'),
  }),
];

const clash = (
  on: Listen,
  rest: Partial<Rule>,
  path = 'on[0]',
  more: Omit<Planted, 'expected' | 'rules'> = {},
): Planted => ({
  ...more,
  rules: [planted({ on: [on], ...rest })],
  expected: expectAt('contradictory', 'error', path),
});

/** Rules whose parts exclude each other. */
export const CONTRADICTORY: readonly Fault[] = [
  (random) => clash({ signal: 'page_view', of: 'product' }, { when: { 'page.type': random.pick(['cart', 'other']) } }),
  () => clash({ signal: 'page_again', of: 'list' }, { when: { 'page.type': { $nin: ['home', 'list'] } } }),
  (random) =>
    clash(
      { signal: 'page_dwell', of: 'account', afterMs: random.between(5, 30) * 1000 },
      { when: { 'page.type': 'cart' } },
    ),
  () => clash({ signal: 'checkout_step', of: '2' }, { when: { 'checkout.step': 1 } }),
  () => clash({ signal: 'checkout_back', of: '1' }, { when: { 'checkout.step': { $gt: 1 } } }),
  (random) =>
    clash(
      { signal: 'step_dwell', of: '3', afterMs: 60_000 },
      { when: { 'checkout.seconds': { $lt: random.between(10, 60) } } },
    ),
  (random) =>
    clash({ signal: 'select_item', afterMs: 90_000 }, { when: { 'visit.seconds': { $lte: random.between(20, 89) } } }),
  () =>
    clash(
      { flow: [{ signal: 'search' }, { signal: 'page_view', of: 'cart' }], withinMs: 60_000 },
      { when: { 'page.type': { $in: ['product', 'list'] } } },
    ),
  () =>
    clash(
      { signal: 'select_item' },
      { when: { 'site.hour': { $lt: 8 } }, schedule: { hours: [{ from: '08:00', to: '20:00' }] } },
      'when.site.hour.$lt',
    ),
  (random) =>
    clash(
      { signal: 'select_item' },
      { when: { 'site.weekday': 'sun' }, schedule: { hours: [{ weekdays: random.some(['mon', 'tue', 'sat'], 2) }] } },
      'when.site.weekday',
    ),
  () =>
    clash(
      { signal: 'select_item' },
      { when: { 'site.open': true }, schedule: { hours: [{ from: '20:00', to: '23:00' }] } },
      'when.site.open',
      { playbook: OPEN },
    ),
  () =>
    clash({ signal: 'select_item' }, { audience: { experiment: 'tone', arms: ['bold'] } }, 'audience.arms', {
      playbook: {
        experiments: [
          {
            id: 'tone',
            arms: [
              { id: 'calm', share: 80 },
              { id: 'bold', share: 0 },
              { id: 'none', share: 20, holdout: true },
            ],
          },
        ],
      },
    }),
  () => ({
    rules: [planted({ on: [{ signal: 'clock', at: '08:45' }], schedule: { hours: [{ from: '09:00', to: '17:00' }] } })],
    expected: expectAt('contradictory', 'warning', 'on[0]'),
  }),
  (random) => ({
    rules: [planted({ on: [{ signal: 'clock', at: '18:30' }], when: { 'site.hour': random.pick([17, 19]) } })],
    expected: expectAt('contradictory', 'warning', 'on[0]'),
  }),
  () => ({
    rules: [
      planted({
        on: [{ signal: 'view_item' }, { signal: 'page_view', of: 'confirmation' }],
        when: { 'page.type': 'home' },
      }),
    ],
    expected: expectAt('contradictory', 'warning', 'on[1]'),
  }),
];
