import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptForOthers } from '../../src/core/shares.ts';
import type { Asking } from '../../src/core/shares.ts';
import { randomFrom } from '../model/random.ts';

interface Shop {
  readonly share: number;
  /** Invitations that it asks for while one conversation ends. */
  readonly asks: number;
}

interface Day {
  /** Slots in the mean, by shop, once it has come into its stride. */
  readonly mean: readonly number[];
  /** How often a shop below its share was refused though a slot was free. */
  readonly wronged: number;
}

/** A team's slots: every conversation ends some time, and whoever asks gets a free one that is not kept for others. */
function play(shops: readonly Shop[], slots: number, ends: number, seed: number, isKeeping = true): Day {
  const random = randomFrom(seed);
  const taken = shops.map(() => 0);
  const sums = shops.map(() => 0);
  let wronged = 0;
  const asking = (): Asking[] => shops.map(({ share }, n) => ({ site: `site_${n}`, share, taken: taken[n] ?? 0 }));
  const all = shops.reduce((sum, { share }) => sum + share, 0);
  const free = () => slots - taken.reduce((sum, count) => sum + count, 0);
  for (let end = 0; end < 2 * ends; end += 1) {
    const asks = shops.flatMap(({ asks: count }, n) => Array.from({ length: count }, () => n));
    while (asks.length > 0) {
      const [n = 0] = asks.splice(random.below(asks.length), 1);
      const kept = isKeeping ? keptForOthers(`site_${n}`, asking(), slots) : 0;
      const isBelow = (taken[n] ?? 0) < (slots * (shops[n]?.share ?? 0)) / all;
      if (free() - kept >= 1) taken[n] = (taken[n] ?? 0) + 1;
      else if (isBelow && free() > 0) wronged += 1;
    }
    if (end >= ends) for (const [n, count] of taken.entries()) sums[n] = (sums[n] ?? 0) + count;
    // Any of the conversations under way is as likely to end as any other.
    let left = random.below(Math.max(1, slots - free()));
    const who = taken.findIndex((count) => (left -= count) < 0);
    if (who >= 0) taken[who] = (taken[who] ?? 0) - 1;
  }
  return { mean: sums.map((sum) => sum / ends), wronged };
}

const shops = fc.array(fc.record({ share: fc.constantFrom(1, 2, 3), asks: fc.constantFrom(1, 1, 2, 10, 40) }), {
  minLength: 2,
  maxLength: 4,
});

describe('what is kept of a shared team', () => {
  const asking = (...taken: readonly number[]): Asking[] =>
    taken.map((count, n) => ({ site: `site_${n}`, share: 1, taken: count }));

  it('[RT17] is a slot for each who asks and has less than the share, from who has the share or more', () => {
    expect(keptForOthers('site_0', asking(6, 3, 0), 9)).toBe(1);
    expect(keptForOthers('site_0', asking(5, 2, 0), 9)).toBe(2);
    expect(keptForOthers('site_1', asking(5, 2, 0), 9)).toBe(0);
    expect(keptForOthers('site_0', asking(3, 3, 3), 9)).toBe(0);
    expect(keptForOthers('site_9', asking(5, 2, 0), 9)).toBe(0);
  });

  it('[RT17] is nothing where nobody else asks: one shop may have them all', () => {
    expect(keptForOthers('site_0', asking(9), 9)).toBe(0);
    expect(play([{ share: 1, asks: 3 }], 9, 50, 1).mean).toEqual([9]);
  });

  it('[RT17] gives every shop that keeps asking its share of the slots but for three, however much more the others ask', () => {
    fc.assert(
      fc.property(shops, fc.integer({ min: 12, max: 30 }), fc.nat(), (each, slots, seed) => {
        const all = each.reduce((sum, { share }) => sum + share, 0);
        const { mean, wronged } = play(each, slots, 300, seed);
        expect(wronged).toBe(0);
        for (const [n, { share }] of each.entries()) expect(mean[n]).toBeGreaterThan((slots * share) / all - 3);
      }),
      { numRuns: 25 },
    );
  });

  it('[RT17] matters: without it a shop that asks forty times as often has nearly everything', () => {
    const each = [
      { share: 1, asks: 40 },
      { share: 1, asks: 1 },
    ];
    expect(play(each, 10, 600, 3, false).mean[1]).toBeLessThan(2);
    expect(play(each, 10, 600, 3).mean[1]).toBeGreaterThan(4);
  });
});
