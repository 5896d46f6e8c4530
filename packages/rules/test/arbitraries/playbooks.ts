import * as fc from 'fast-check';
import type {
  Audience,
  Condition,
  Hours,
  Listen,
  Match,
  Playbook,
  PlaybookLimits,
  Rule,
  Schedule,
} from '../../src/index.ts';
import { condition } from './conditions.ts';

/** Few of everything, so that signals meet listeners, flows are walked to their end and limits are run into. */
export const RULE_IDS = ['r0', 'r1', 'r2', 'r3'] as const;
/** With their kinds; `search` is nobody's. */
export const SIGNALS = {
  page_view: ['product', 'checkout'],
  exit_intent: ['pointer', 'touch'],
  custom: ['a', 'b'],
  begin_checkout: [],
  scroll_depth: [],
  field_edited: ['mail', 'zip'],
  field_filled: ['mail', 'zip'],
  field_reached: ['mail', 'zip'],
  section_enter: ['s', 't'],
  section_leave: ['s', 't'],
  checkout_step: ['1', '2'],
  purchase: [],
  checkout_error: [],
} as const;
export const VALUES = [10, 30, 50, 80] as const;
type Name = keyof typeof SIGNALS;
/** What most rules listen to. The others are there for dwelling. */
const usual: readonly Name[] = ['page_view', 'exit_intent', 'custom', 'begin_checkout', 'scroll_depth', 'field_edited'];
const hasValue = (name: Name): boolean => name === 'scroll_depth' || name === 'field_edited';

/** Rare things rarely: a rule with everything hardly ever invites. */
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** Optional keys are absent, never `undefined`. */
function withoutNothing<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}

/** Of a kind or a value seldom, or it is hardly ever met. */
export const match: fc.Arbitrary<Match> = fc.constantFrom(...usual).chain((signal) =>
  fc
    .record({
      signal: fc.constant(signal),
      of: fc.option(fc.constantFrom<string | undefined>(undefined, ...SIGNALS[signal]), { nil: undefined, freq: 1 }),
      atLeast: hasValue(signal) ? seldom(fc.constantFrom(30, 50)) : fc.constant(undefined),
    })
    .map(withoutNothing),
);

const SPANS = [1000, 20_000, 300_000] as const;
const common = {
  withinMs: fc.constantFrom(...SPANS),
  without: fc.array(match, { minLength: 1, maxLength: 2 }),
  afterMs: fc.constantFrom(...SPANS),
};

/** The kinds are those of the signal that begins it. */
const DWELLS = {
  page_dwell: ['product'],
  section_dwell: ['s'],
  step_dwell: ['2'],
  field_stall: ['mail'],
  site_dwell: [],
} as const;
const dwell: fc.Arbitrary<Listen> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ signal: fc.constant('clock'), at: fc.constantFrom('00:00', '09:00', '12:10') }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(...(Object.keys(DWELLS) as (keyof typeof DWELLS)[])).chain((signal) =>
      fc
        .record({
          signal: fc.constant(signal),
          of: fc.option(fc.constantFrom<string | undefined>(undefined, ...DWELLS[signal]), { nil: undefined }),
          afterMs: common.afterMs,
          without: seldom(common.without),
          // A visit lasts so long once.
          count: signal === 'site_dwell' ? fc.constant(undefined) : seldom(fc.integer({ min: 2, max: 3 })),
          withinMs: common.withinMs,
        })
        .map(({ withinMs, ...rest }) => withoutNothing({ ...rest, withinMs: rest.count && withinMs })),
    ),
  },
);

const heard: fc.Arbitrary<Listen> = fc.oneof(
  { weight: 4, arbitrary: match },
  fc
    .tuple(match, fc.record({ afterMs: common.afterMs, without: common.without }, { requiredKeys: [] }))
    .map(([first, rest]) => ({ ...first, ...rest })),
  fc
    .tuple(match, fc.record({ count: fc.integer({ min: 2, max: 3 }), ...common }, { requiredKeys: ['count'] }))
    .map(([first, rest]) => ({ ...first, ...rest })),
  fc.record({ flow: fc.array(match, { minLength: 2, maxLength: 3 }), ...common }, { requiredKeys: ['flow'] }),
);
const listen: fc.Arbitrary<Listen> = fc.oneof({ weight: 6, arbitrary: heard }, { weight: 1, arbitrary: dwell });

/** Conditions that hold often: random ones hardly ever let a journey come to an invitation. */
const easy: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  {},
  {},
  { 'page.path': { $exists: true } },
  { 'cart.value': { $not: { $lt: 1 } } },
  { 'visit.seconds': { $lt: 200 } },
  { 'visitor.shown': { $lt: 3 } },
  { 'site.weekday': { $in: ['sun', 'mon'] } },
  { 'site.hour': { $gte: 2 } },
  { 'site.open': { $ne: false } },
  { 'visitor.daysSinceConversation': { $exists: false } },
  { 'visitor.doNotDisturb': false },
  { 'checkout.seconds': { $not: { $gte: 20 } } },
  { 'checkout.errors': { $lt: 2 } },
);

const clock = fc.constantFrom('00:00', '02:30', '09:00', '12:10', '18:00', '24:00');
const hours: fc.Arbitrary<Hours> = fc.record(
  {
    weekdays: fc.constantFrom(['sun'] as const, ['mon', 'tue'] as const),
    from: clock.filter((at) => at !== '24:00'),
    to: clock,
  },
  { requiredKeys: [] },
);
const schedule: fc.Arbitrary<Schedule> = fc.record(
  {
    firstDay: fc.constantFrom('2026-10-24', '2026-11-02', '2026-11-04'),
    lastDay: fc.constantFrom('2026-10-26', '2026-11-02', '2026-12-01'),
    hours: fc.array(hours, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const quota = (most: number) =>
  fc.record({ times: fc.integer({ min: 1, max: most }), days: fc.constantFrom(1, 3, 90) });
const audience: fc.Arbitrary<Audience> = fc.record(
  { experiment: fc.constant('x'), arms: fc.constantFrom(['a'], ['a', 'b'], ['b']) },
  { requiredKeys: ['experiment'] },
);

const ruleBody = (on: fc.Arbitrary<Listen>) =>
  fc
    .record({
      enabled: fc.oneof(
        { weight: 12, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constant(false) },
      ),
      on: fc.array(on, { minLength: 1, maxLength: 3 }),
      when: fc.oneof({ weight: 4, arbitrary: easy }, { weight: 1, arbitrary: condition }),
      funnel: seldom(fc.nat(3)),
      priority: seldom(fc.nat(2)),
      limits: seldom(
        fc.record({ perVisit: fc.integer({ min: 1, max: 3 }), perVisitor: quota(3) }, { requiredKeys: [] }),
      ),
      schedule: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: schedule }),
      audience: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: audience }),
      delayMs: seldom(fc.constantFrom(1000, 8000)),
      timeToLiveMs: seldom(fc.constantFrom(45_000, 90_000)),
    })
    .map(({ delayMs, timeToLiveMs, ...rest }) =>
      withoutNothing({ ...rest, invite: withoutNothing({ text: { en: 'Hi' }, delayMs, timeToLiveMs }) }),
    );

const rulesOf = (on: fc.Arbitrary<Listen>): fc.Arbitrary<readonly Rule[]> =>
  fc
    .array(ruleBody(on), { minLength: 1, maxLength: RULE_IDS.length })
    .map((bodies) => bodies.map((body, index) => ({ id: `r${index}`, name: 'A rule', ...body })));

export const rules = rulesOf(listen);
/** Without dwelling and times of day: nothing waits but what a signal began. */
export const heardRules = rulesOf(heard);

const counted = {
  perVisit: fc.integer({ min: 1, max: 4 }),
  perVisitor: quota(5),
  declinedDays: fc.constantFrom(1, 40),
  quietAfterDismissMs: fc.constantFrom(0, 60_000),
  quietAfterConversationMs: fc.constantFrom(0, 60_000),
  quietAfterOrderMs: fc.constantFrom(0, 60_000),
};
const limits: fc.Arbitrary<PlaybookLimits> = fc.record(
  { ...counted, neverOn: fc.constantFrom(['a'], ['/b*', 'A']) },
  { requiredKeys: [] },
);

const ARMS = [
  { id: 'a', share: 40 },
  { id: 'b', share: 33.33 },
  { id: 'none', share: 26.67, holdout: true },
] as const;

const playbookOf = (list: fc.Arbitrary<readonly Rule[]>): fc.Arbitrary<Playbook> =>
  fc
    .record({
      rules: list,
      limits,
      timeZone: fc.constantFrom(undefined, 'UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns'),
      open: fc.option(fc.array(hours, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      closedOn: fc.option(fc.constant(['2026-10-25', '2026-11-03']), { nil: undefined }),
    })
    .map((rest) => withoutNothing({ version: 'v1', experiments: [{ id: 'x', arms: ARMS }], ...rest }));

export const playbook = playbookOf(rules);
export const heardPlaybook = playbookOf(heardRules);

/** What the engine's core can do without its extras: signals that are there at once, the plain comparisons, everything that is counted. */
export const corePlaybook = fc
  .record({
    rules: fc.array(
      fc.record({
        on: fc.array(
          match.filter(({ atLeast }) => atLeast === undefined),
          { minLength: 1, maxLength: 3 },
        ),
        when: fc.constantFrom<Condition>(
          {},
          { 'page.path': { $exists: true } },
          { 'cart.value': { $not: { $lt: 1 } } },
          { $or: [{ 'cart.skus': 'a' }, { 'page.type': { $nin: ['a', 1] } }] },
          { 'page.path': { $not: { $in: ['a', 'b'] } } },
        ),
        enabled: fc.constantFrom(undefined, undefined, undefined, false),
        funnel: seldom(fc.nat(3)),
        priority: seldom(fc.nat(2)),
        limits: seldom(fc.record({ perVisit: fc.integer({ min: 1, max: 3 }), perVisitor: quota(3) })),
      }),
      { minLength: 1, maxLength: RULE_IDS.length },
    ),
    limits: fc.record(counted, { requiredKeys: [] }),
  })
  .map(({ rules: list, limits: all }): Playbook => ({
    version: 'v1',
    limits: all,
    rules: list.map((rule, index) =>
      withoutNothing({ id: `r${index}`, name: 'A rule', invite: { text: { en: 'Hi' } }, ...rule }),
    ),
  }));
