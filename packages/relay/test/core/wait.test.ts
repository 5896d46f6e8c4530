import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthsOf } from '../../src/core/forecast/lengths.ts';
import { soonest, waitsOf } from '../../src/core/wait.ts';
import type { Line } from '../../src/core/wait.ts';

const minute = 60_000;
const lengths = lengthsOf([3, 4, 4, 5, 5, 6, 6, 7, 8, 12].map((minutes) => minutes * minute));
const line = (over: Partial<Line> = {}): Line => ({
  free: 0,
  talks: [0, 1, 2, 3].map((minutes) => ({ ageMs: minutes * minute })),
  lengths,
  wordMs: 5_000,
  ...over,
});
const middle = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) => (fromMs + toMs) / 2;

describe('the wait', () => {
  it('[CO35] of somebody for whom a slot is free is as long as a rep takes for a word', () => {
    expect(waitsOf(line({ free: 1 }))(1)).toEqual({ fromMs: 0, toMs: 10_000 });
    expect(waitsOf(line({ free: 1, lengths: undefined }))(1)).toEqual({ fromMs: 0, toMs: 10_000 });
  });

  it('[CO35] of the eighth behind four talks that just began is two talks, of the twelfth three', () => {
    const sure = { mean: Math.log(6 * minute), deviation: 0.05 };
    const waits = waitsOf(line({ lengths: sure, talks: Array.from({ length: 4 }, () => ({ ageMs: 0 })) }));
    for (const [position, talks] of [
      [4, 1],
      [8, 2],
      [12, 3],
    ] as const) {
      const wait = waits(position) ?? { fromMs: 0, toMs: 0 };
      expect(wait.fromMs).toBeLessThanOrEqual(talks * 6 * minute + 10_000);
      expect(wait.toMs).toBeGreaterThanOrEqual(talks * 6 * minute);
      expect(Math.abs(middle(wait) - talks * 6 * minute)).toBeLessThan(minute);
    }
  });

  it('[CO35] is short behind a talk that is being written up, whose end is known', () => {
    const talks = [{ endsInMs: 20_000 }, { ageMs: 0 }];
    expect(waitsOf(line({ talks }))(1)?.toMs).toBeLessThanOrEqual(30_000);
  });

  it('[CO35] is twice as long with half the reps', () => {
    const many = waitsOf(line({ talks: Array.from({ length: 8 }, () => ({ ageMs: 0 })) }))(16);
    const few = waitsOf(line({ talks: Array.from({ length: 4 }, () => ({ ageMs: 0 })) }))(16);
    const ratio = middle(few ?? { fromMs: 0, toMs: 0 }) / middle(many ?? { fromMs: 1, toMs: 1 });
    expect(ratio).toBeGreaterThan(1.6);
    expect(ratio).toBeLessThan(2.6);
  });

  it('[CO35] is not guessed where nobody is there, or too little is known', () => {
    expect(waitsOf(line({ talks: [] }))(1)).toBeUndefined();
    expect(waitsOf(line({ lengths: lengthsOf([minute, minute]) }))(1)).toBeUndefined();
  });

  it('[CO35] is a range in its steps, the same each time, and never shorter for a later place', () => {
    const lines = fc.record({
      free: fc.integer({ min: 0, max: 3 }),
      talks: fc.array(fc.record({ ageMs: fc.integer({ min: 0, max: 7_200_000 }) }), { minLength: 1, maxLength: 30 }),
      lengths: fc
        .array(fc.integer({ min: 1_000, max: 3_600_000 }), { minLength: 3, maxLength: 20 })
        .map((list) => lengthsOf(list)),
      wordMs: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 40 }), (one, position) => {
        const waits = waitsOf(one);
        const [wait, next] = [waits(position), waits(position + 1)];
        if (wait === undefined || next === undefined) throw new Error('nothing was guessed');
        expect(waitsOf(one)(position)).toEqual(wait);
        expect(wait.fromMs % 10_000).toBe(0);
        expect(wait.toMs % (wait.toMs > 120_000 ? 30_000 : 10_000)).toBe(0);
        expect(wait.fromMs).toBeLessThanOrEqual(wait.toMs);
        expect(next.fromMs).toBeGreaterThanOrEqual(wait.fromMs);
        expect(next.toMs).toBeGreaterThanOrEqual(wait.toMs);
      }),
      { numRuns: 60 },
    );
  });

  it('[CO35] in several queues is the soonest’s', () => {
    const [late, early] = [
      { fromMs: 30_000, toMs: 90_000 },
      { fromMs: 60_000, toMs: 60_000 },
    ];
    expect(soonest([undefined, late, early])).toEqual(early);
    expect(soonest([early, late, undefined])).toEqual(early);
    expect(soonest([undefined])).toBeUndefined();
    expect(soonest([])).toBeUndefined();
  });
});
