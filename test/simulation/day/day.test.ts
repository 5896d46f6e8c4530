import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { bestOf, compare } from './compare.ts';
import { liveDay } from './day.ts';
import { planDay } from './plan.ts';
import { forecast, openPerRep, pendingChats } from './policies.ts';
import { honestyOf, planQueues, waitsOfDay } from './waits.ts';

describe('a day on the floor', () => {
  it('[CO67] has at most half the waits of the best fixed limit, the same conversations, and carts worth no less', async () => {
    const seeds = [1, 2, 3, 4];
    const [ours] = await compare([() => forecast()], seeds);
    const limits = await compare(
      [...[0, 1, 2].map((most) => () => pendingChats(most)), () => openPerRep(1), () => openPerRep(2)],
      seeds,
    );
    const best = bestOf(limits);
    expect(ours!.figures.late).toBeLessThanOrEqual(best.figures.late / 2);
    expect(ours!.figures.conversations).toBeGreaterThanOrEqual(0.98 * best.figures.conversations);
    expect(ours!.figures.value).toBeGreaterThanOrEqual(best.figures.value);
  });

  it('[CO67] is the same day each time, never above a rep’s capacity', async () => {
    const plan = planDay(createRandom(7));
    let most = 0;
    const inner = openPerRep(3);
    const watched = {
      ...inner,
      ask(...[shopper, floor, now]: Parameters<typeof inner.ask>) {
        for (const { load } of floor.reps.values()) most = Math.max(most, load);
        return inner.ask(shopper, floor, now);
      },
    };
    const [one, other] = [await liveDay(plan, watched), await liveDay(planDay(createRandom(7)), openPerRep(3))];
    expect(one).toEqual(other);
    expect(most).toBe(plan.capacity);
  });
});

describe('waits', () => {
  it('[CO66] lie inside what was told four times of five, and half of the ranges are no wider than the wait', async () => {
    const told = [];
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) told.push(...(await waitsOfDay(planQueues(seed))));
    const { count, inside, width } = honestyOf(told);
    expect(count).toBeGreaterThan(1_000);
    expect(inside).toBeGreaterThanOrEqual(0.8);
    expect(width).toBeLessThanOrEqual(1);
  });
});
