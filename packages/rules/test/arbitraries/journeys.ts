import * as fc from 'fast-check';
import type { FactValue, Outcome, Signal, StepInput } from '../../src/index.ts';
import { T0 } from '../helpers.ts';
import { FACT_NAMES, factValue } from './conditions.ts';
import { RULE_IDS, SIGNALS, VALUES } from './playbooks.ts';

/** What a page tells next; an outcome is of the last rule that was decided, so that it means something. */
export interface Move {
  readonly pauseMs: number;
  readonly signal: Signal | undefined;
  readonly facts?: Readonly<Record<string, FactValue | undefined>>;
  readonly outcome: Outcome | undefined;
  /** The page is left before, and another one loaded: the state is saved and started from. */
  readonly isCut: boolean;
}

const names = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
export const signal: fc.Arbitrary<Signal> = fc.constantFrom(...names, 'search' as const).chain((name) =>
  fc.record(
    {
      name: fc.constant(name),
      ...(name !== 'search' && SIGNALS[name].length > 0 && { of: fc.constantFrom(...SIGNALS[name]) }),
      ...((name === 'scroll_depth' || name === 'field_edited') && { value: fc.constantFrom(...VALUES) }),
    },
    { requiredKeys: ['name'] },
  ),
);

/** What ends in a long silence seldom: then nothing more is seen of that journey. */
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<Outcome>('shown', 'withheld') },
  { weight: 4, arbitrary: fc.constantFrom<Outcome>('withdrawn', 'timed_out', 'dismissed') },
  { weight: 1, arbitrary: fc.constantFrom<Outcome>('accepted', 'declined', 'conversation_opened', 'ordered') },
  { weight: 1, arbitrary: fc.constant('conversation_ended') },
);

/** `visitor.shown` is known to the engine: what the page tells of it goes before. */
const move = (longestMs: number, cuts: 'none' | 'some'): fc.Arbitrary<Move> =>
  fc.record(
    {
      pauseMs: fc.oneof(fc.constantFrom(0, 1000, 20_000), fc.nat(longestMs)),
      signal: fc.option(signal, { nil: undefined, freq: 9 }),
      facts: fc.dictionary(fc.constantFrom(...FACT_NAMES, 'visitor.shown'), fc.option(factValue, { nil: undefined }), {
        maxKeys: 2,
      }),
      outcome: fc.option(outcome, { nil: undefined, freq: 1 }),
      isCut: fc.constantFrom(false, false, false, cuts === 'some'),
    },
    { requiredKeys: ['pauseMs', 'signal', 'outcome', 'isCut'] },
  );

/** What a page tells, at most `longestMs` apart, whatever is decided meanwhile. */
export const moves = (longestMs: number, cuts: 'none' | 'some' = 'some'): fc.Arbitrary<readonly Move[]> =>
  fc.array(move(longestMs, cuts), { minLength: 8, maxLength: 40, size: 'max' });

/** The same as steps of one page, with outcomes of any rule: 25 at most, so that those a minute apart are one visit. */
export const journey = (longestMs: number): fc.Arbitrary<readonly StepInput[]> =>
  fc
    .array(fc.tuple(move(longestMs, 'none'), fc.constantFrom(...RULE_IDS)), {
      minLength: 5,
      maxLength: 25,
      size: 'max',
    })
    .map((list) => {
      let now = T0;
      return list.map(([{ pauseMs, signal, facts, outcome }, rule]) => ({
        now: (now += pauseMs),
        ...(signal && { signal }),
        ...(facts && { facts }),
        ...(outcome && { outcome: { outcome, rule } }),
      }));
    });

/** Beginnings at which local time does something: an ordinary day, clocks going back in Europe, the eve of a month. */
export const beginning = fc.constantFrom(T0, Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 31, 23, 59));
