import * as fc from 'fast-check';
import type { FactValue, Outcome, StepInput } from '../../src/types.ts';
import { T0 } from '../helpers.ts';
import { PAGES, SIGNALS, SKUS } from './shops.ts';

/** What a visitor may do next. Journeys made of it keep to the catalogue: a page view tells its page's facts, a step of the checkout its number. */
export type Move =
  | { readonly kind: 'page'; readonly page: number }
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'cart'; readonly value: number | undefined; readonly skus: readonly string[] }
  | { readonly kind: 'shop'; readonly fact: string; readonly value: FactValue | undefined }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly rule: string }
  | { readonly kind: 'nothing' };

/** A "no, thanks" ends all there is to see of a journey, a conversation much of it: they are rare. */
const outcomes: readonly Outcome[] = [
  ...(['withheld', 'dismissed', 'timed_out', 'withdrawn', 'ordered'] as const),
  ...Array.from({ length: 6 }, () => 'conversation_ended' as const),
  'accepted',
];
const rare: readonly Outcome[] = ['declined', 'conversation_opened'];

const move: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('signal' as const), name: fc.constantFrom(...SIGNALS) }), weight: 8 },
  { arbitrary: fc.record({ kind: fc.constant('page' as const), page: fc.nat(PAGES.length - 1) }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('step' as const), step: fc.integer({ min: 1, max: 3 }) }), weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constant('cart' as const),
      value: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
      skus: fc.subarray([...SKUS]),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.oneof(
      fc.record({
        kind: fc.constant('shop' as const),
        fact: fc.constant('visitor.attributes.points'),
        value: fc.oneof(
          fc.integer({ min: 0, max: 4 }),
          fc.constantFrom(0.5, 2.5),
          fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 2 }),
        ),
      }),
      fc.record({
        kind: fc.constant('shop' as const),
        fact: fc.constant('visitor.identified'),
        value: fc.constantFrom(true, false, undefined),
      }),
    ),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('outcome' as const),
      outcome: fc.oneof(
        { arbitrary: fc.constantFrom(...outcomes), weight: 12 },
        { arbitrary: fc.constantFrom(...rare), weight: 1 },
      ),
      rule: fc.constantFrom('r0', 'r1', 'r2'),
    }),
    weight: 1,
  },
  { arbitrary: fc.record({ kind: fc.constant('nothing' as const) }), weight: 2 },
);

const pause = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 60_000 }), weight: 12 },
  { arbitrary: fc.integer({ min: 60_000, max: 29 * 60_000 }), weight: 3 },
  { arbitrary: fc.integer({ min: 30 * 60_000, max: 30 * 3_600_000 }), weight: 2 },
);

export type Walk = readonly (readonly [pauseMs: number, move: Move])[];
export const walk: fc.Arbitrary<Walk> = fc.array(fc.tuple(pause, move), { minLength: 20, maxLength: 80, size: 'max' });

/** The steps of the engine that a visitor's moves come to. */
export function stepsOf(moves: Walk): readonly StepInput[] {
  let now = T0;
  let isInCheckout = false;
  const open = (page: number, at: number): StepInput => {
    const facts = PAGES[page] ?? PAGES[0];
    isInCheckout = facts['page.type'] === 'checkout';
    return {
      now: at,
      signal: { name: 'page_view', of: facts['page.type'] },
      facts: { ...facts, ...(!isInCheckout && { 'checkout.step': undefined }) },
    };
  };
  const steps: StepInput[] = [open(0, now)];
  for (const [pauseMs, one] of moves) {
    now += pauseMs;
    if (one.kind === 'page') steps.push(open(one.page, now));
    else if (one.kind === 'signal') steps.push({ now, signal: { name: one.name } });
    else if (one.kind === 'shop') steps.push({ now, facts: { [one.fact]: one.value } });
    else if (one.kind === 'outcome') steps.push({ now, outcome: { outcome: one.outcome, rule: one.rule } });
    else if (one.kind === 'nothing') steps.push({ now });
    else if (one.kind === 'cart')
      steps.push({
        now,
        facts: {
          'cart.value': one.value,
          'cart.skus': one.skus,
          'cart.items': one.skus.map((sku, index) => ({
            sku,
            ...(one.value !== undefined && { price: (one.value + index) % 5 }),
          })),
        },
      });
    else if (isInCheckout)
      steps.push({
        now,
        signal: { name: 'checkout_step', of: String(one.step) },
        facts: { 'checkout.step': one.step },
      });
  }
  return steps;
}
