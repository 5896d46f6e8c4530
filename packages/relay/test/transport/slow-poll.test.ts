import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { Subscription } from '../../src/transport/subscription.ts';
import { owned } from '../contracts/build.ts';
import { settle } from './settle.ts';
import { useSubscriptions } from './subscriptions.ts';

describe('the slow poll', () => {
  const { all, stored, subscribe, countReads, say, outline } = useSubscriptions();

  const secondMs = 1_000;

  /** The seconds, from now on, at which the store was asked. */
  async function secondsAsked(subscription: Subscription, reads: { count(): number }, seconds: number) {
    const asked: number[] = [];
    for (let second = 1; second <= seconds; second += 1) {
      const before = reads.count();
      subscription.poll((all.clock += secondMs));
      if (reads.count() === before) continue;
      asked.push(second);
      await settle();
    }
    return asked;
  }

  async function attached(before = 0) {
    const reads = countReads();
    const subscription = subscribe(reads);
    for (let seq = 1; seq <= before; seq += 1) await say(seq);
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    return { reads, subscription };
  }

  it('[TR71] tells again of a log without a record where nobody could be asked for', async () => {
    let isAway = true;
    let asked = 0;
    const subscription = subscribe({
      async onOrphan() {
        asked += 1;
        if (isAway) throw new StoreUnavailableError('no answer');
      },
    });
    await say(1);
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    subscription.poll((all.clock += 5 * secondMs));
    await settle();
    expect(asked).toBe(2);
    isAway = false;
    for (let poll = 0; poll < 3; poll += 1) {
      subscription.poll((all.clock += 5 * secondMs));
      await settle();
    }
    expect(asked).toBe(3);
  });

  it('[TR75] attaches again, when the store is back, what moved lately, and reads on everywhere', async () => {
    const subscription = subscribe();
    await say(1);
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    all.told = [];
    subscription.storeIsBack();
    await settle();
    expect(outline()).toEqual([]);
    subscription.stir();
    await say(2);
    subscription.storeIsBack();
    await settle();
    expect(outline()).toEqual(['attached', 'entry.added 2', 'live']);
    expect(all.told[0]).toMatchObject({ state: 'ok', from: 1, top: 2 });
    all.told = [];
    all.clock += 600 * secondMs;
    await say(3);
    subscription.storeIsBack();
    await settle();
    expect(outline()).toEqual(['entry.added 3']);
  });

  it.each([
    ['an empty log', 0],
    ['one in which nothing happened lately', 2],
  ])('[TR30] of %s comes after a minute, ever more seldom, and never not at all', async (_, before) => {
    const { reads, subscription } = await attached(before);
    expect(await secondsAsked(subscription, reads, 1_000)).toEqual([60, 120, 240, 480, 960]);
  });

  it('[TR30] comes within five seconds of each moment while something happened lately', async () => {
    const { reads, subscription } = await attached();
    await say(1);
    subscription.pull();
    await settle();
    const asked = await secondsAsked(subscription, reads, 700);
    expect(asked.slice(0, 4)).toEqual([4, 8, 12, 16]);
    expect(asked.filter((second) => second < 600)).toHaveLength(149);
    expect(asked.at(-1)).toBeLessThan(605);
  });

  it('[TR30] comes soon for whoever says something, or whose engagement is under way', async () => {
    const { reads, subscription } = await attached();
    subscription.stir();
    expect(await secondsAsked(subscription, reads, 5)).toEqual([4]);
    const committed = await stored().commit(owned, 0, []);
    expect(committed.kind).toBe('committed');
    const during = await attached();
    expect(await secondsAsked(during.subscription, during.reads, 5)).toEqual([4]);
  });

  it('[TR30] comes soon while an answer of the store is missing, and where the clock was set back', async () => {
    const conversations = stored();
    let isDown = true;
    const subscription = subscribe({
      conversations: {
        ...conversations,
        attach: (...args) =>
          isDown ? Promise.reject(new StoreUnavailableError('down')) : conversations.attach(...args),
      },
    });
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    isDown = false;
    for (let second = 1; second <= 4; second += 1) subscription.poll((all.clock += secondMs));
    await settle();
    expect(outline()).toEqual(['attached', 'live']);
    const other = await attached();
    all.clock -= 3_600_000;
    expect(await secondsAsked(other.subscription, other.reads, 2)).toEqual([1]);
  });

  it('[TR30] looks at the record as well where it found what no bell had told', async () => {
    const { subscription } = await attached();
    await say(1);
    subscription.poll((all.clock += 60_000));
    await settle();
    expect([outline().at(-1), all.bells]).toEqual(['entry.added 1', ['']]);
    subscription.poll((all.clock += 60_000));
    await settle();
    expect(all.bells).toEqual(['']);
  });

  it('[TR30] looks at the record also where it found that only with the next bell', async () => {
    const conversations = stored();
    let isDown = true;
    const subscription = subscribe({
      conversations: {
        ...conversations,
        read: (...args) => (isDown ? Promise.reject(new StoreUnavailableError('down')) : conversations.read(...args)),
      },
    });
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    // Its bell was lost, and meant more than the entry.
    await say(1);
    subscription.poll((all.clock += 60_000));
    await settle();
    isDown = false;
    await say(2);
    subscription.hear('entry');
    await settle();
    expect([outline().slice(2), all.bells]).toEqual([['entry.added 1', 'entry.added 2'], ['']]);
  });
});
