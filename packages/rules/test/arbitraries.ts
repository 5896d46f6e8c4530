import * as fc from 'fast-check';
import type { Condition, Facts, FactValue, Listen, Operators, Outcome, Rule, StepInput } from '../src/index.ts';
import { T0 } from './helpers.ts';

/** Few names and values, so that random conditions and facts meet. */
export const FACT_NAMES = ['page.path', 'cart.value', 'cart.skus', 'page.type'] as const;
export const SIGNAL_NAMES = ['exit_intent', 'begin_checkout', 'page_view'] as const;
export const RULE_IDS = ['r0', 'r1', 'r2', 'r3'] as const;

const scalar = fc.constantFrom<string | number>('a', 'b', 'ab', '1', '', 0, 1, 2, -1);
const list = fc.array(scalar, { maxLength: 3 });
export const factValue: fc.Arbitrary<FactValue> = fc.oneof(scalar, list, fc.boolean());
export const facts: fc.Arbitrary<Facts> = fc.dictionary(fc.constantFrom(...FACT_NAMES), factValue);
const glob = fc.array(fc.constantFrom('*', '**', 'a', 'b', '/'), { maxLength: 5 }).map((parts) => parts.join(''));

const { operators, condition } = fc.letrec<{ operators: Operators; condition: Condition }>((tie) => ({
  operators: fc
    .record(
      {
        $eq: factValue,
        $ne: factValue,
        $lt: scalar,
        $lte: scalar,
        $gt: scalar,
        $gte: scalar,
        $in: fc.array(scalar, { maxLength: 3 }),
        $nin: fc.array(scalar, { maxLength: 3 }),
        $exists: fc.boolean(),
        $glob: glob,
        $not: tie('operators'),
      },
      { requiredKeys: [] },
    )
    // A condition of eleven operators never holds: keep two at most.
    .chain((all) =>
      fc.shuffledSubarray(Object.entries(all), { maxLength: 2 }).map((some): Operators => Object.fromEntries(some)),
    ),
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    fc.dictionary(fc.constantFrom(...FACT_NAMES), fc.oneof(factValue, tie('operators')), { maxKeys: 2 }),
    fc.record({ $or: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $and: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $nor: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }) }),
  ),
}));
export { condition, operators };

const listen: fc.Arbitrary<Listen> = fc.record(
  { signal: fc.constantFrom(...SIGNAL_NAMES), afterMs: fc.constantFrom(1000, 20_000, 300_000) },
  { requiredKeys: ['signal'] },
);

/** Conditions that hold often: random ones hardly ever let a journey come to an invitation. */
const easy: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  {},
  { 'page.path': { $exists: true } },
  { 'cart.value': { $not: { $lt: 1 } } },
);

const ruleBody = fc.record(
  {
    enabled: fc.boolean(),
    on: fc.array(listen, { minLength: 1, maxLength: 3 }),
    when: fc.oneof(easy, condition),
    funnel: fc.nat(3),
    priority: fc.nat(2),
    limits: fc.record({ perVisit: fc.integer({ min: 1, max: 3 }) }),
  },
  { requiredKeys: ['on'] },
);

export const rules: fc.Arbitrary<readonly Rule[]> = fc
  .array(ruleBody, { minLength: 1, maxLength: RULE_IDS.length })
  .map((bodies) =>
    bodies.map((body, index) => ({ id: `r${index}`, name: 'A rule', invite: { text: { en: 'Hi' } }, ...body })),
  );

const OUTCOMES: readonly Outcome[] = [
  'shown',
  'accepted',
  'declined',
  'dismissed',
  'timed_out',
  'withheld',
  'withdrawn',
  'conversation_opened',
  'conversation_ended',
  'ordered',
];

const move = fc.record(
  {
    signal: fc.constantFrom(...SIGNAL_NAMES).map((name) => ({ name })),
    facts: fc.dictionary(fc.constantFrom(...FACT_NAMES), fc.option(factValue, { nil: undefined }), { maxKeys: 2 }),
    outcome: fc.record(
      { outcome: fc.constantFrom(...OUTCOMES), rule: fc.constantFrom(...RULE_IDS) },
      { requiredKeys: ['outcome'] },
    ),
  },
  { requiredKeys: [] },
);

/** A journey whose steps are at most `longestMs` apart. */
export const journey = (longestMs: number): fc.Arbitrary<readonly StepInput[]> =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: longestMs }), move), { minLength: 1, maxLength: 25 }).map((moves) => {
    let now = T0;
    return moves.map(([pause, input]) => ({ now: (now += pause), ...input }));
  });
