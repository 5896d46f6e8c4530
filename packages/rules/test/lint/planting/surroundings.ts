import type { Rule } from '../../../src/playbook.ts';
import { expectAt, planted } from './conditions.ts';
import type { Fault } from './conditions.ts';
import { RECORDED } from './ground.ts';
import type { Planted } from './types.ts';

const closed = (rest: Partial<Rule>, path: string, more: Omit<Planted, 'expected' | 'rules'> = {}): Planted => ({
  ...more,
  rules: [planted(rest)],
  expected: expectAt('unreachable', 'error', path),
});

/** Rules that the playbook around them keeps from inviting. */
export const UNREACHABLE: readonly Fault[] = [
  () => closed({ when: { 'visitor.doNotDisturb': true } }, 'when.visitor.doNotDisturb'),
  () => closed({ when: { 'visitor.doNotDisturb': { $exists: true, $ne: false } } }, 'when.visitor.doNotDisturb'),
  () =>
    closed({ when: { 'page.path': { $glob: '/konto/*' } } }, 'when.page.path.$glob', {
      playbook: { limits: { neverOn: ['/konto/**'] } },
      options: {},
    }),
  (random) =>
    closed(
      { when: { 'page.path': { $in: ['/agb', '/impressum'] }, 'visit.pages': { $gte: random.between(2, 4) } } },
      'when.page.path.$in',
      {
        playbook: { limits: { neverOn: ['/agb', '/impress*'] } },
        options: {},
      },
    ),
  () =>
    closed({ when: { 'page.path': { $regex: '^/help/' } } }, 'when.page.path.$regex', {
      playbook: { limits: { neverOn: ['/help/**', '/konto/**'] } },
      options: {},
    }),
  () => ({
    rules: [planted({})],
    playbook: { limits: { neverOn: ['/account/**', '**'] } },
    options: {},
    expected: () => ({ kind: 'unreachable', certainty: 'error', path: 'limits.neverOn' }),
  }),
  (random) =>
    closed(
      {
        on: [
          {
            flow: [{ signal: 'view_promotion' }, { signal: 'select_promotion' }],
            withinMs: random.between(1, 9) * 60_000,
            without: [{ signal: 'select_promotion' }],
          },
        ],
      },
      'on[0].flow[1]',
    ),
  () =>
    closed(
      {
        on: [
          {
            flow: [
              { signal: 'search' },
              { signal: 'view_item' },
              { signal: 'scroll_depth', atLeast: 50 },
              { signal: 'idle', atLeast: 9_000 },
            ],
            without: [{ signal: 'purchase' }, { signal: 'scroll_depth' }],
          },
        ],
      },
      'on[0].flow[2]',
    ),
  (random) =>
    closed(
      { on: [{ signal: 'custom', of: 'zoom', count: random.between(2, 5), without: [{ signal: 'custom' }] }] },
      'on[0].signal',
    ),
  () =>
    closed({ audience: { experiment: 'tone' } }, 'audience', {
      playbook: {
        experiments: [
          {
            id: 'tone',
            arms: [
              { id: 'calm', share: 0 },
              { id: 'none', share: 100, holdout: true },
            ],
          },
        ],
      },
    }),
  () => ({
    rules: [
      planted({
        on: [{ signal: 'view_item' }, { signal: 'select_item', count: 3, without: [{ signal: 'select_item' }] }],
      }),
    ],
    expected: expectAt('unreachable', 'warning', 'on[1].signal'),
  }),
];

const limited = (limits: Rule['limits'], path: string, more: Omit<Planted, 'expected' | 'rules'> = {}): Planted => ({
  ...more,
  rules: [planted({ limits: limits ?? {} })],
  expected: expectAt('limit_never_binds', 'warning', `limits.${path}`),
});

/** Limits that others come before. */
export const LIMIT_NEVER_BINDS: readonly Fault[] = [
  (random) => limited({ perVisit: random.between(4, 9) }, 'perVisit'),
  () => limited({ perVisit: 3 }, 'perVisit', { playbook: { limits: { perVisit: 2 } } }),
  () => limited({ perVisit: 2 }, 'perVisit', { playbook: { limits: { perVisit: 1 } } }),
  () => limited({ perVisit: 2 }, 'perVisit', { playbook: { limits: { perVisit: 4 } } }),
  (random) =>
    limited({ perVisit: 2, perVisitor: { times: 3, days: random.between(7, 60) } }, 'perVisit', {
      playbook: { limits: {} },
    }),
  (random) =>
    limited({ perVisitor: { times: random.between(6, 9), days: 30 } }, 'perVisitor', {
      playbook: { limits: { perVisitor: { times: 5, days: 30 } } },
    }),
  (random) =>
    limited({ perVisitor: { times: 4, days: random.between(5, 59) } }, 'perVisitor', {
      playbook: { limits: { perVisitor: { times: 3, days: 60 } } },
    }),
  (random) =>
    limited({ perVisitor: { times: random.between(8, 20), days: 7 } }, 'perVisitor', { playbook: { limits: {} } }),
  () => limited({ perVisitor: { times: 2, days: 1 } }, 'perVisitor', { playbook: { limits: {} } }),
];

const strange = (path: string, when: Rule['when'], certainty: 'warning' | 'cannot_tell' = 'warning'): Planted => ({
  rules: [planted({ ...(when && { when }) })],
  options: { recorded: certainty === 'warning' ? RECORDED : { ...RECORDED, journeys: 12 } },
  expected: expectAt('url_matches_nothing', certainty, path),
});

/** Addresses that no recorded page has. */
export const URL_MATCHES_NOTHING: readonly Fault[] = [
  () => strange('when.page.path', { 'page.path': '/warenkorb' }),
  () => strange('when.page.path.$glob', { 'page.path': { $glob: '/produkt/**' } }),
  () => strange('when.page.path.$glob', { 'page.path': { $glob: '/c/*/sale' } }),
  () => strange('when.page.url.$glob', { 'page.url': { $glob: 'https://www.shop.example/**' } }),
  (random) =>
    strange('when.page.path.$regex', { 'page.path': { $regex: random.pick(['^/checkout/payment', '/p/[0-9]+$']) } }),
  () => strange('when.page.path.$in[1]', { 'page.path': { $in: ['/cart', '/basket'] } }),
  () => strange('when.$nor[0].page.path.$glob', { $nor: [{ 'page.path': { $glob: '/jobs/**' } }] }),
  () => strange('when.page.path.$not.$regex', { 'page.path': { $not: { $regex: '^/blog' } } }),
  () => strange('when.page.url.$ne', { 'page.url': { $ne: 'https://shop.example/press' } }),
  () => ({
    playbook: { limits: { neverOn: ['/account/**', '/acount/**'] } },
    options: { recorded: RECORDED },
    expected: () => ({ kind: 'url_matches_nothing', certainty: 'warning', path: 'limits.neverOn[1]' }),
  }),
  () => strange('when.page.path.$glob', { 'page.path': { $glob: '/produkt/**' } }, 'cannot_tell'),
];
