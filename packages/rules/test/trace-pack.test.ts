import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTrace, unpackTrace } from '../src/explain/index.ts';
import { hashOf } from '../src/index.ts';
import type { Condition, SuppressReason, Trace, TraceValue } from '../src/index.ts';
import { SIGNALS } from '../src/schema/index.ts';
import { wordAt } from '../src/trace/words.ts';
import { makeRule, T0 } from './helpers.ts';

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const eight: Condition = {
  'page.url': { $glob: 'https://halden.example/**' },
  'page.type': 'checkout',
  'cart.value': { $gte: 50_000 },
  'cart.currency': 'USD',
  'cart.skus': { $in: ['hx-35'] },
  'visit.pages': { $gte: 3 },
  'visit.device': 'desktop',
  'reps.availability': 'now',
};
const rule = makeRule('leaving-checkout', { when: eight });
const trace: Trace = {
  rule: 'leaving-checkout',
  entry: 0,
  signal: 'exit_intent',
  at: T0,
  bits: '11111111',
  values: ['https://halden.example/…', 'checkout', 61_200, 'USD', '#3', 7, 'desktop', 'now'],
  limits: [1, 0, 3, 1],
  arm: 'invited',
  losers: [
    ['lingering-at-payment', 'outranked'],
    ['returning-full-cart', 'condition'],
    ['third-product-page', 'rule_limit'],
  ],
};

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const id = fc.stringMatching(/^[A-Za-z0-9][\w-]{0,63}$/);
const count = fc.integer({ min: 0, max: 9_999 });
const reason = fc.constantFrom<SuppressReason>('disabled', 'schedule', 'audience', 'condition', 'page', 'on_screen');
const value: fc.Arbitrary<TraceValue> = fc.oneof(
  fc.oneof(text, fc.constantFrom('checkout', 'now', '#3', '?', '+', '!', '^', '12', '', '~1,;', 'https://a/…', '#1#')),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const ofLeaves = (leaves: number): fc.Arbitrary<Trace> =>
  fc.record(
    {
      rule: fc.constant('r'),
      entry: fc.integer({ min: 0, max: 255 }),
      signal: fc.oneof(fc.constantFrom('', 'exit_intent', 'checkout_step', '#1', 'a\nb'), text),
      at: fc.integer({ min: 0, max: 8.64e15 }),
      bits: fc.oneof(
        ...['01', '01-', '-'].map((unit) =>
          fc.string({ unit: fc.constantFrom(...unit), minLength: leaves, maxLength: leaves }),
        ),
      ),
      values: fc.array(value, { maxLength: leaves }),
      limits: fc.tuple(count, count, count, fc.integer({ min: -1, max: 100 })),
      arm: fc.oneof(id, text),
      reason,
      losers: fc.array(fc.tuple(id, reason), { maxLength: 8 }),
    },
    { requiredKeys: ['rule', 'entry', 'signal', 'at', 'bits', 'values', 'limits'] },
  );
const traces = fc.integer({ min: 0, max: 256 }).chain(ofLeaves);
const ruleFor = ({ bits }: Trace) =>
  makeRule('r', { when: { $and: [...bits].map((_, index) => ({ 'visit.pages': index })) } });

describe('a stored trace', () => {
  it('[TP1] takes under 150 bytes for eight conditions and three losers', () => {
    const packed = packTrace(trace);
    expect(bytesOf(packed)).toBeLessThan(150);
    expect(unpackTrace(packed, rule)).toEqual(trace);
  });

  it('[TP1] never takes more than 200 bytes, and what fits comes back whole', () => {
    fc.assert(
      fc.property(traces, (one) => {
        const packed = packTrace(one);
        expect(bytesOf(packed)).toBeLessThanOrEqual(200);
        const back = unpackTrace(packed, ruleFor(one));
        if (packed.includes('^')) {
          expect(back).toBeDefined();
          expect(one.values.slice(0, back?.values.length)).toEqual(back?.values);
          expect(one.losers?.slice(0, back?.losers?.length)).toEqual(back?.losers);
          // Losers go only after the last value went.
          if (back?.losers?.length !== one.losers?.length) expect(back?.values).toEqual([]);
        } else expect(back).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  it('[TP1] cut short, it keeps verdicts, limits and as many values as fit', () => {
    const long: Trace = { ...trace, values: trace.values.map((_, index) => `${index} is a text of 24 …`) };
    const back = unpackTrace(packTrace(long), rule);
    expect(back).toEqual({ ...long, values: long.values.slice(0, back?.values.length) });
    expect(back?.values.length).toBe(4);
  });

  it('[TP2] a text of another rule, or of that rule with another number of conditions, is none', () => {
    const packed = packTrace(trace);
    expect(unpackTrace(packed, makeRule('another', { when: eight }))).toBeUndefined();
    expect(unpackTrace(packed, makeRule('leaving-checkout', { when: { 'visit.pages': 1 } }))).toBeUndefined();
    expect(unpackTrace(JSON.stringify(trace), rule)).toBeUndefined();
  });

  it('[TP2] a damaged text is none, and never an error', () => {
    const packed = packTrace(trace);
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        const damaged = packed.slice(0, at) + put + packed.slice(at + 1);
        if (damaged !== packed) expect(unpackTrace(damaged, rule)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.string(), (any) => unpackTrace(any, rule) === undefined));
  });

  it('[TP3] is read the same for good: this text is one that was stored', () => {
    const stored =
      '1aw1amvz7iio0;0*r;b_m;1,0,3,1;_~4halden.example/~5,*0,61200,*g,#3,7,*b,*8;;*28;' +
      '=xlingering-at-payment,creturning-full-cart,rthird-product-page';
    expect(unpackTrace(stored, rule)).toEqual(trace);
    expect(packTrace(trace)).toBe(stored);
  });

  it('[TP3] its list of words only ever grows at the end', () => {
    expect(hashOf(wordAt.slice(0, 86).join(' '))).toBe(0.43570852652192116);
    expect(new Set(wordAt).size).toBe(wordAt.length);
    expect([...SIGNALS.keys()].filter((name) => !wordAt.includes(name))).toEqual([]);
  });
});
