import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soonest, waitOf } from '../../src/core/wait.ts';
import type { Line } from '../../src/core/wait.ts';

const minute = 60_000;
const line = (over: Partial<Line> = {}): Line => ({
  position: 1,
  slots: 4,
  free: 0,
  handlingMs: [4, 6, 8, 12].map((minutes) => minutes * minute),
  ringTimeoutMs: 20_000,
  ...over,
});

describe('the wait', () => {
  it.each([
    ['the first of a full team waits a turn of a conversation', {}, { fromMs: 90_000, toMs: 210_000 }],
    ['the third waits three', { position: 3 }, { fromMs: 270_000, toMs: 570_000 }],
    ['with half the team three times as long', { position: 3, slots: 2 }, { fromMs: 540_000, toMs: 1_110_000 }],
    ['somebody is free: as long as it rings', { free: 1 }, { fromMs: 0, toMs: 30_000 }],
    ['free, but not for everybody', { position: 2, free: 1 }, { fromMs: 90_000, toMs: 210_000 }],
    ['nobody is there', { slots: 0 }, undefined],
    ['too little is known', { handlingMs: [minute, minute] }, undefined],
  ])('[CO35] %s', (_, over, wait) => {
    expect(waitOf(line(over))).toEqual(wait);
  });

  it('[CO35] is a range in half minutes that grows with the place and never turns around', () => {
    const lines = fc.record({
      position: fc.integer({ min: 1, max: 200 }),
      slots: fc.integer({ min: 1, max: 50 }),
      free: fc.integer({ min: 0, max: 5 }),
      handlingMs: fc.array(fc.integer({ min: 0, max: 7_200_000 }), { minLength: 3, maxLength: 20 }),
      ringTimeoutMs: fc.integer({ min: 5_000, max: 120_000 }),
    });
    fc.assert(
      fc.property(lines, (one) => {
        const wait = waitOf(one);
        const next = waitOf({ ...one, position: one.position + 1 });
        if (wait === undefined || next === undefined) throw new Error('nothing was guessed');
        expect(wait.fromMs % 30_000).toBe(0);
        expect(wait.toMs % 30_000).toBe(0);
        expect(wait.fromMs).toBeLessThanOrEqual(wait.toMs);
        expect(next.fromMs).toBeGreaterThanOrEqual(wait.fromMs);
        expect(next.toMs).toBeGreaterThanOrEqual(wait.toMs);
      }),
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
