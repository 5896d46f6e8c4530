import * as fc from 'fast-check';
import type { Condition, Listen, Playbook, Rule } from '../../src/playbook.ts';

/** Few pages, values and signals, so that random rules contradict, cover and meet each other often. */
export const PAGES = [
  { 'page.type': 'home', 'page.path': '/' },
  { 'page.type': 'product', 'page.path': '/p/a' },
  { 'page.type': 'product', 'page.path': '/p/b/c' },
  { 'page.type': 'cart', 'page.path': '/cart' },
  { 'page.type': 'checkout', 'page.path': '/checkout/1' },
] as const;
export const SKUS = ['A', 'B', 'C'] as const;
export const SIGNALS = ['exit_intent', 'rage_click', 'tab_return'] as const;

const type = fc.constantFrom('home', 'product', 'cart', 'checkout');
const number = fc.integer({ min: 0, max: 4 });
const sku = fc.constantFrom(...SKUS);
const glob = fc.constantFrom('/', '/p/*', '/p/**', '/cart', '/checkout/**', '/**', '**');
const regex = fc.constantFrom('^/p/', 'cart', '/[abc]$', '^/$', 'c.*t');

const numeric = fc.oneof(
  number,
  fc.record({ $gte: number }),
  fc.record({ $lt: number }),
  fc.record({ $gt: number, $lte: number }),
  fc.record({ $in: fc.array(number, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $nin: fc.array(number, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $not: fc.record({ $gte: number }) }),
);

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ 'cart.value': numeric }),
  fc.record({ 'checkout.step': numeric }),
  fc.record({ 'visitor.attributes.points': numeric }),
  fc.record({
    'page.type': fc.oneof(
      type,
      fc.record({ $in: fc.array(type, { minLength: 1, maxLength: 3 }) }),
      fc.record({ $ne: type }),
    ),
  }),
  fc.record({
    'page.path': fc.oneof(
      fc.record({ $glob: glob }),
      fc.record({ $regex: regex }),
      fc.record({ $not: fc.record({ $glob: glob }) }),
      fc.record({ $ne: fc.constantFrom('/', '/cart') }),
      fc.constant('/p/a'),
    ),
  }),
  fc.record({
    'cart.skus': fc.oneof(
      sku,
      fc.record({ $ne: sku }),
      fc.record({ $size: fc.nat(2) }),
      fc.record({ $all: fc.array(sku, { minLength: 1, maxLength: 2 }) }),
      fc.record({ $nin: fc.array(sku, { minLength: 1, maxLength: 2 }) }),
      fc.record({ $elemMatch: fc.record({ $gte: sku, $lt: sku }) }),
      fc.record({ $not: fc.record({ $elemMatch: fc.record({ $in: fc.array(sku, { minLength: 1 }) }) }) }),
    ),
  }),
  fc.record({
    'cart.items': fc.oneof(
      fc.record({
        $elemMatch: fc.record({ price: numeric, sku: fc.oneof(sku, fc.record({ $ne: sku })) }, { requiredKeys: [] }),
      }),
      fc.record({ $not: fc.record({ $elemMatch: fc.record({ price: numeric }) }) }),
      fc.record({ $size: fc.nat(1) }),
    ),
  }),
  fc.record({ 'visitor.identified': fc.oneof(fc.boolean(), fc.record({ $ne: fc.boolean() })) }),
  fc.record({ 'visitor.doNotDisturb': fc.boolean() }),
  fc.record({
    'site.hour': fc.oneof(
      fc.record({ $gte: fc.constantFrom(0, 12, 18, 24) }),
      fc.record({ $lt: fc.constantFrom(6, 12, 18) }),
    ),
  }),
  fc.record({ 'site.weekday': fc.constantFrom('mon', 'tue', 'sun') }),
  fc.record({ 'site.open': fc.boolean() }),
  fc.record({
    'visit.seconds': fc.oneof(fc.record({ $lt: fc.constantFrom(5, 30) }), fc.record({ $gte: fc.constantFrom(5, 30) })),
  }),
);

/** A few leaves, joined in every way. */
export const condition: fc.Arbitrary<Condition> = fc.letrec<{ one: Condition }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    leaf,
    fc.record({ $and: fc.array(tie('one'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $or: fc.array(tie('one'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $nor: fc.array(tie('one'), { minLength: 1, maxLength: 2 }) }),
    fc.tuple(leaf, leaf).map(([a, b]): Condition => ({ ...a, ...b }) as Condition),
  ),
})).one;

const plain = fc.record({ signal: fc.constantFrom(...SIGNALS) });
const listen: fc.Arbitrary<Listen> = fc.oneof(
  { arbitrary: plain, weight: 6 },
  fc.record(
    { signal: fc.constant('page_view'), of: type, afterMs: fc.constantFrom(0, 0, 10_000) },
    { requiredKeys: ['signal'] },
  ),
  fc.record(
    { signal: fc.constant('page_dwell'), of: type, afterMs: fc.constantFrom(5_000, 40_000) },
    { requiredKeys: ['signal', 'afterMs'] },
  ),
  fc.record({ signal: fc.constant('step_dwell'), of: fc.constantFrom('1', '2'), afterMs: fc.constant(20_000) }),
  fc.record({ signal: fc.constant('checkout_step'), of: fc.constantFrom('1', '2') }),
  fc.record({ signal: fc.constantFrom(...SIGNALS), afterMs: fc.constant(10_000) }),
  fc.record(
    {
      signal: fc.constantFrom(...SIGNALS),
      count: fc.integer({ min: 2, max: 3 }),
      without: fc.array(plain, { minLength: 1, maxLength: 1 }),
    },
    { requiredKeys: ['signal', 'count'] },
  ),
  fc.record(
    { flow: fc.array(plain, { minLength: 2, maxLength: 2 }), without: fc.array(plain, { minLength: 1, maxLength: 1 }) },
    { requiredKeys: ['flow'] },
  ),
);

const hours = fc.record(
  {
    weekdays: fc.constantFrom(['mon', 'tue'] as const, ['sun'] as const),
    from: fc.constantFrom('06:00', '20:00'),
    to: fc.constantFrom('04:00', '12:30'),
  },
  { requiredKeys: ['from', 'to'] },
);
const schedule = fc.record(
  {
    firstDay: fc.constant('2026-11-02'),
    lastDay: fc.constantFrom('2026-11-03', '2026-12-01'),
    hours: fc.array(hours, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const EXPERIMENT = {
  id: 'x',
  arms: [
    { id: 'a', share: 50 },
    { id: 'b', share: 20 },
    { id: 'c', share: 0 },
    { id: 'none', share: 30, holdout: true },
  ],
};

/** Conditions that hold often: only rules that come to invite put the linter to the test. */
const easy: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant({}),
  fc.record({
    'cart.value': fc.oneof(fc.record({ $gte: fc.constantFrom(0, 1, 2) }), fc.record({ $exists: fc.constant(true) })),
  }),
  fc.record({ 'page.path': fc.record({ $glob: fc.constantFrom('/**', '/p/**') }) }),
);

const ruleBody = fc.record(
  {
    on: fc.array(listen, { minLength: 1, maxLength: 2 }),
    when: fc.oneof(easy, condition),
    funnel: fc.nat(2),
    priority: fc.nat(1),
    schedule: fc.option(schedule, { nil: {}, freq: 4 }),
    audience: fc.record(
      { experiment: fc.constant('x'), arms: fc.constantFrom(['a'], ['b'], ['a', 'b'], ['c']) },
      { requiredKeys: ['experiment'] },
    ),
    limits: fc.record(
      {
        perVisit: fc.integer({ min: 1, max: 3 }),
        perVisitor: fc.record({ times: fc.integer({ min: 1, max: 4 }), days: fc.integer({ min: 1, max: 3 }) }),
      },
      { requiredKeys: [] },
    ),
    enabled: fc.constantFrom(true, true, true, false),
  },
  { requiredKeys: ['on'] },
);

/** The second rule is like the first but for what decides who wins, and a condition more: often it never has its turn. */
const bodies = fc
  .tuple(ruleBody, ruleBody, ruleBody, condition, fc.boolean())
  .map(([first, second, third, extra, isRival]) => [
    first,
    isRival
      ? {
          ...first,
          ...(second.limits && { limits: second.limits }),
          on: [...first.on].reverse(),
          when: { $and: [first.when ?? {}, extra] } as Condition,
          ...(second.priority === 0 && { priority: 0 }),
        }
      : { ...second, on: first.on },
    third,
  ]);

export const playbook: fc.Arbitrary<Playbook> = fc.record({
  version: fc.constant('v1'),
  experiments: fc.constant([EXPERIMENT]),
  limits: fc.record(
    {
      perVisit: fc.integer({ min: 1, max: 3 }),
      perVisitor: fc.record({ times: fc.integer({ min: 1, max: 5 }), days: fc.integer({ min: 1, max: 5 }) }),
      neverOn: fc.array(
        glob.filter((one) => one !== '**'),
        { minLength: 1, maxLength: 2 },
      ),
      quietAfterDismissMs: fc.constantFrom(0, 60_000),
      quietAfterConversationMs: fc.constant(0),
      quietAfterOrderMs: fc.constant(0),
    },
    { requiredKeys: ['quietAfterDismissMs', 'quietAfterConversationMs', 'quietAfterOrderMs'] },
  ),
  open: fc.constant([{ from: '08:00', to: '19:00' }]),
  rules: bodies.map((list) =>
    list.map(({ schedule: given, ...body }, index): Rule => ({
      id: `r${index}`,
      name: 'A rule',
      invite: { text: { en: 'Hi' } },
      ...body,
      ...(given && Object.keys(given).length > 0 && { schedule: given }),
    })),
  ),
});
