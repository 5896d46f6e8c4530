import type { Condition, Listen, Rule } from '../../../src/playbook.ts';
import { expectAt, planted } from './conditions.ts';
import type { Fault } from './conditions.ts';
import type { Planted } from './types.ts';

const ON: readonly Listen[] = [{ signal: 'select_promotion' }];

/** One visit invites once at most: then the winner's own limit frees nobody. */
const ONCE = { limits: { perVisit: 1 } } as const;

/** Rules the last of which never has its turn. */
function outranked(
  rules: readonly Partial<Rule>[],
  more: Omit<Planted, 'expected' | 'rules'> = {},
  isForEver = false,
): Planted {
  return {
    ...more,
    ...(isForEver && { playbook: { ...more.playbook, ...ONCE } }),
    rules: rules.map((rule, index) => planted({ id: `rival-${index}`, on: ON, ...rule })),
    expected: (at) => expectAt('shadowed', isForEver ? 'error' : 'warning', 'on')(at + rules.length - 1),
  };
}

const large = (least: number): Condition => ({ 'cart.currency': 'EUR', 'cart.value': { $gte: least } });
const TONE = [
  { id: 'calm', share: 50 },
  { id: 'bold', share: 40 },
  { id: 'none', share: 10, holdout: true },
];

export const SHADOWED: readonly Fault[] = [
  () => outranked([{}, { when: { 'visit.pages': { $gte: 3 } } }]),
  (random) =>
    outranked(
      [
        { when: large(10_000), funnel: 2 },
        { when: large(random.between(11, 50) * 1000), funnel: 1 },
      ],
      {},
      true,
    ),
  () =>
    outranked([
      { when: { 'page.type': { $in: ['cart', 'product', 'list'] } }, priority: 5 },
      { when: { 'page.type': 'cart', 'reps.availability': 'now' }, priority: 1 },
    ]),
  () =>
    outranked([
      { when: { 'page.path': { $glob: '/p/**' } } },
      { when: { 'page.path': { $glob: '/p/shoes-*' }, 'visitor.identified': true } },
    ]),
  (random) =>
    outranked(
      [{ on: [{ signal: 'view_item' }] }, { on: [{ signal: 'view_item', count: random.between(2, 5) }] }],
      {},
      true,
    ),
  () =>
    outranked([
      { on: [{ signal: 'custom' }], funnel: 1 },
      { on: [{ flow: [{ signal: 'search' }, { signal: 'custom', of: 'filter' }], withinMs: 60_000 }] },
    ]),
  () =>
    outranked([
      { on: [{ signal: 'section_dwell', of: 'reviews', afterMs: 9_000 }], when: { 'visit.device': { $ne: 'phone' } } },
      { on: [{ signal: 'section_dwell', of: 'reviews', afterMs: 9_000 }], when: { 'visit.device': 'desktop' } },
    ]),
  () =>
    outranked([
      { on: [{ signal: 'view_item_list', afterMs: 20_000 }], when: { 'visit.pages': { $gt: 2 } } },
      { on: [{ afterMs: 20_000, signal: 'view_item_list' }], when: { 'visit.pages': { $gte: 3 } } },
    ]),
  () =>
    outranked(
      [
        { when: { 'visitor.identified': true }, funnel: 1 },
        { when: { 'visitor.identified': { $ne: true } }, funnel: 1 },
        { when: { 'cart.quantity': { $gte: 1 } } },
      ],
      {},
      true,
    ),
  () =>
    outranked([
      { schedule: { hours: [{ from: '08:00', to: '20:00' }] } },
      { schedule: { firstDay: '2026-11-01', hours: [{ weekdays: ['mon', 'fri'], from: '09:00', to: '12:00' }] } },
    ]),
  () =>
    outranked(
      [
        { audience: { experiment: 'tone', arms: ['calm', 'bold'] } },
        { audience: { experiment: 'tone', arms: ['bold'] }, when: { 'visit.number': 1 } },
      ],
      { playbook: { experiments: [{ id: 'tone', arms: TONE }] } },
    ),
  () =>
    outranked(
      [{ limits: { perVisitor: { times: 4, days: 30 } } }, { when: { 'visit.number': { $gte: 2 } } }],
      { playbook: { limits: { perVisitor: { times: 4, days: 60 } } } },
      false,
    ),
  () =>
    outranked([
      { on: [{ signal: 'view_item' }, { signal: 'select_item' }] },
      { on: [{ signal: 'select_item' }, { signal: 'view_item', count: 3 }], when: { 'cart.quantity': 0 } },
    ]),
];
