import { money, seconds } from './template.ts';
import type { Template } from './template.ts';

/** The other half of the templates: see templates.ts. */
export const MORE_TEMPLATES: Readonly<Record<string, Template>> = {
  emptySearch: (random) => [
    {
      id: 'empty-search',
      name: 'Searches that find nothing',
      on: [{ signal: 'search_empty', count: random.between(1, 3) }],
      when: { $nor: [{ 'page.type': 'checkout' }, { 'page.type': 'account' }] },
    },
  ],
  fieldStall: (random) => [
    {
      id: 'field-stall',
      name: 'Stuck in a field',
      on: [{ signal: 'field_stall', of: random.pick(['iban', 'phone', 'vat']), afterMs: seconds(random, 15, 25) }],
      when: { 'page.type': { $in: ['checkout', 'account'] } },
      funnel: 3,
    },
  ],
  idleOnProduct: (random) => [
    {
      id: 'idle-on-product',
      name: 'Reading a product for long',
      on: [{ signal: 'idle', atLeast: seconds(random, 30, 45, 60) }],
      when: { 'page.path': { $glob: random.pick(['/p/**', '/p/*', '/p/shoes-*']), $ne: '/p/gift-card' } },
    },
  ],
  outOfHours: (random) => [
    {
      id: 'out-of-hours',
      name: 'Nobody is in',
      on: [{ signal: 'page_dwell', of: 'cart', afterMs: seconds(random, 30, 60) }],
      when: { 'site.open': false, 'reps.availability': { $ne: 'now' }, 'visit.seconds': { $gte: 45 } },
      invite: { held: false },
    },
  ],
  lastOrders: (random) => [
    {
      id: 'last-orders',
      name: 'Shipped today if ordered now',
      on: [{ signal: 'clock', at: random.pick(['15:00', '15:30']) }],
      when: { 'cart.quantity': { $gte: 1 }, 'site.hour': { $in: [15, 16] } },
      schedule: { hours: [{ weekdays: ['mon', 'tue', 'wed', 'thu'], from: '14:30', to: '17:00' }] },
    },
  ],
  deepReader: (random) => [
    {
      id: 'deep-reader',
      name: 'To the end of a long list',
      on: [{ signal: 'scroll_depth', atLeast: random.pick([70, 80, 90]) }],
      when: { 'page.path': { $regex: random.pick(['^/c/', '^/c/(shoes|bags)', '/c/[a-z]+$']), $options: 'i' } },
    },
  ],
  campaign: (random) => [
    {
      id: 'campaign',
      name: 'Guests of a campaign',
      on: [{ signal: 'page_view', afterMs: 5_000 }],
      when: { 'page.query.utm_campaign': { $glob: random.pick(['spring-*', 'newsletter*']) } },
      schedule: { firstDay: '2026-03-01', lastDay: random.pick(['2026-03-05', '2026-05-31']) },
    },
  ],
  neighbours: (random) => [
    {
      id: 'neighbours',
      name: 'Guests who speak German',
      on: [{ signal: 'tab_return', atLeast: seconds(random, 30, 60) }],
      when: { $or: [{ 'visit.country': { $in: ['DE', 'AT'] } }, { 'visit.language': { $regex: '^de' } }] },
    },
  ],
  twoCurrencies: (random) => [
    {
      id: 'high-cart',
      name: 'A cart worth a call',
      on: [{ signal: 'view_cart' }],
      when: {
        $or: [
          { 'cart.currency': 'EUR', 'cart.value': { $gte: money(random) } },
          { 'cart.currency': 'CHF', 'cart.value': { $gte: money(random) } },
        ],
      },
      funnel: 2,
    },
  ],
  deliverySection: (random) => [
    {
      id: 'reading-delivery',
      name: 'Reading about delivery',
      on: [
        { signal: 'section_dwell', of: 'delivery', afterMs: seconds(random, 8, 12) },
        { signal: 'section_enter', of: 'returns', count: 2 },
      ],
      schedule: { hours: [{ from: '22:00', to: '06:00' }, { weekdays: ['sat', 'sun'] }] },
    },
  ],
  sizeGuide: (random) => [
    {
      id: 'size-guide',
      name: 'Looks for a size',
      on: [
        { signal: 'custom', of: 'size_guide', afterMs: seconds(random, 5, 10), without: [{ signal: 'add_to_cart' }] },
      ],
      when: { 'cart.items': { $not: { $elemMatch: { category: 'shoes', quantity: { $gt: 1 } } } } },
      invite: { skills: ['fitting'] },
    },
  ],
  rage: () => [
    {
      id: 'rage',
      name: 'Presses in vain',
      on: [{ signal: 'rage_click' }],
      when: { 'reps.teams.team_floor': { $in: ['now', 'soon'] }, 'visitor.dismissed': { $lt: 3 } },
    },
  ],
  emptying: (random) => {
    const value = money(random);
    return [
      {
        id: 'emptying-small',
        name: 'Takes things out',
        on: [{ signal: 'remove_from_cart' }],
        when: { 'cart.value': { $gte: 1 } },
        funnel: 1,
      },
      {
        id: 'emptying-large',
        name: 'Takes things out of a large cart',
        on: [{ signal: 'remove_from_cart' }],
        when: { 'cart.currency': 'EUR', 'cart.value': { $gte: value } },
        funnel: 2,
      },
    ];
  },
  compared: (random) => [
    {
      id: 'wish-a',
      name: 'Wish list, gentle',
      on: [{ signal: 'add_to_wishlist', count: random.between(1, 3) }],
      audience: { experiment: 'wish', arms: ['a'] },
      limits: { perVisitor: { times: 2, days: 30 } },
    },
    {
      id: 'wish-b',
      name: 'Wish list, bold',
      on: [{ signal: 'add_to_wishlist', count: random.between(1, 3) }],
      audience: { experiment: 'wish', arms: ['b'] },
    },
  ],
  dayAndNight: () => [
    {
      id: 'news-day',
      name: 'By day',
      on: [{ signal: 'sign_up' }],
      when: { 'site.hour': { $gte: 8, $lt: 20 } },
    },
    {
      id: 'news-night',
      name: 'By night',
      on: [{ signal: 'sign_up' }],
      when: { $or: [{ 'site.hour': { $lt: 8 } }, { 'site.hour': { $gte: 20 } }] },
      limits: { perVisitor: { times: 1, days: 7 } },
      invite: { held: false },
    },
  ],
  resting: (random) => [
    {
      id: 'resting-first',
      name: 'The first time in a while',
      on: [{ signal: 'login' }],
      limits: { perVisitor: { times: 1, days: random.between(7, 30) } },
      funnel: 1,
    },
    // The one above rests for days after one invitation; then this one has its turn.
    {
      id: 'resting-then',
      name: 'While the other rests',
      on: [{ signal: 'login' }],
      when: { 'visitor.shown': { $gte: 1 } },
    },
  ],
};
