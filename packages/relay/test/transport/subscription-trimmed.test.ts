import { describe, expect, it } from 'vitest';
import { cnv } from '../contracts/build.ts';
import { settle } from './settle.ts';
import { useSubscriptions } from './subscriptions.ts';

describe('a subscription to a log whose beginning is gone', () => {
  const { all, stored, keeping, subscribe, say, outline } = useSubscriptions();

  it('[TR9] begins behind it, says so, and goes on from there', async () => {
    for (let seq = 1; seq <= 4; seq += 1) await say(seq);
    const [, second] = await stored().read(cnv, 0, 4);
    expect(await keeping().compact(cnv, 4, 0, 2)).toBe(true);
    const subscription = subscribe();
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    expect(outline()).toEqual(['attached', 'entry.skipped 2', 'entry.added 3', 'entry.added 4', 'live']);
    expect(all.told[0]).toMatchObject({ state: 'trimmed', from: 2, top: 4 });
    expect(all.told[1]).toMatchObject({ chain: second?.chain });
    await say(5);
    subscription.hear('entry');
    await settle();
    expect(outline().slice(5)).toEqual(['entry.added 5']);

    // Whoever stands at the very edge missed nothing.
    all.told = [];
    const atEdge = subscribe();
    atEdge.attach({ offset: 2, chain: second?.chain ?? '' });
    await settle();
    expect(outline()).toEqual(['attached', 'entry.added 3', 'entry.added 4', 'entry.added 5', 'live']);
    expect(all.told[0]).toMatchObject({ state: 'ok', from: 2 });

    // Who stood before it while it went begins anew, once.
    all.told = [];
    const behind = subscribe({ isPaused: () => all.told.length > 0 && isStopped });
    let isStopped = true;
    behind.attach({ offset: 3, chain: (await stored().read(cnv, 2, 1))[0]?.chain ?? '' });
    await settle();
    expect(outline()).toEqual(['attached']);
    expect(await keeping().compact(cnv, 5, 0, 4)).toBe(true);
    isStopped = false;
    behind.pull();
    await settle();
    expect(outline()).toEqual(['attached', 'attached', 'entry.skipped 4', 'entry.added 5', 'live']);
    expect(all.told[1]).toMatchObject({ state: 'trimmed', from: 4 });
  });
});
