import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { ConversationsPort } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { message, sessionOf } from '../contracts/build.ts';
import { settle } from './settle.ts';
import { useSubscriptions } from './subscriptions.ts';

describe('a subscription', () => {
  const { all, stored, subscribe, countReads, say, note, outline } = useSubscriptions();

  it('[TR9] tells everything after the cursor once, in order, then live, then what is new', async () => {
    await say(1);
    await say(2);
    const subscription = subscribe();
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    expect(outline()).toEqual(['attached', 'entry.added 1', 'entry.added 2', 'live']);
    expect(all.told[0]).toMatchObject({ state: 'ok', top: 2, highest: { [sessionOf('a')]: 2 } });
    await say(3);
    subscription.pull();
    subscription.pull();
    await settle();
    expect(outline().slice(4)).toEqual(['entry.added 3']);
  });

  it('[TR9] loses no bell that rings while it reads', async () => {
    await say(1);
    let isLate = true;
    const subscription = subscribe({
      conversations: {
        ...stored(),
        async read(...args) {
          const found = await stored().read(...args);
          if (isLate) {
            isLate = false;
            await say(2);
            subscription.pull();
          }
          return found;
        },
      },
    });
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    expect(outline()).toEqual(['attached', 'entry.added 1', 'entry.added 2', 'live']);
  });

  it('[TR71] notices words that have no record, once for each attach, and an empty log is none', async () => {
    subscribe().attach({ offset: 0, chain: '' });
    await settle();
    expect(all.orphans).toBe(0);
    await say(1);
    subscribe().attach({ offset: 0, chain: '' });
    await settle();
    expect(all.orphans).toBe(1);
  });

  it('[TR9] makes one skip of a run that the visitor may not see, and shows it to the rep', async () => {
    await say(1);
    await note(1);
    await note(2);
    await say(2);
    await note(3);
    subscribe().attach({ offset: 0, chain: '' });
    await settle();
    expect(outline()).toEqual([
      'attached',
      'entry.added 1',
      'entry.skipped 3',
      'entry.added 4',
      'entry.skipped 5',
      'live',
    ]);
    expect(all.told[0]).toMatchObject({ top: 4 });
    all.told = [];
    subscribe({ audience: 'rep' }).attach({ offset: 0, chain: '' });
    await settle();
    expect(outline()).toEqual([
      'attached',
      'entry.added 1',
      'entry.added 2',
      'entry.added 3',
      'entry.added 4',
      'entry.added 5',
      'live',
    ]);
  });

  it('tells a visitor no visitor id', async () => {
    await say(1);
    subscribe().attach({ offset: 0, chain: '' });
    await settle();
    expect(JSON.stringify(all.told)).not.toContain('vis_1');
  });

  it('[TR10] sends nothing while the socket is paused, and all of it afterwards', async () => {
    let isPaused = false;
    const subscription = subscribe({ isPaused: () => isPaused });
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    isPaused = true;
    await say(1);
    subscription.pull();
    await settle();
    expect(outline()).toEqual(['attached', 'live']);
    isPaused = false;
    subscription.pull();
    await settle();
    expect(outline()).toEqual(['attached', 'live', 'entry.added 1']);
  });

  it('[TR67] asks the store once for an attach at the top, and once for a bell', async () => {
    const reads = countReads();
    const subscription = subscribe(reads);
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    expect([outline(), reads.count()]).toEqual([['attached', 'live'], 0]);
    await say(1);
    subscription.hear('entry');
    await settle();
    expect([outline().at(-1), reads.count(), all.bells]).toEqual(['entry.added 1', 1, []]);
  });

  it('[TR67] reads what a bell during the attach told', async () => {
    const { attach } = stored();
    const subscription = subscribe({
      conversations: {
        ...stored(),
        attach: async (...args) => {
          const result = await attach(...args);
          await say(1);
          subscription.hear('entry');
          return result;
        },
      },
    });
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    expect(outline()).toEqual(['attached', 'entry.added 1', 'live']);
  });

  it('[TR11] resets a cursor that is not on the log', async () => {
    await say(1);
    subscribe().attach({ offset: 1, chain: '0123456789ab' });
    await settle();
    expect(all.told[0]).toMatchObject({ type: 'attached', state: 'reset' });
    expect(outline()).toEqual(['attached', 'entry.added 1', 'live']);
  });

  it('[TR11] notices by itself that the log went back and took another way', async () => {
    await say(1);
    await say(2);
    const other = openSqliteStore({ path: ':memory:' });
    let current = stored();
    const conversations: ConversationsPort = {
      ...stored(),
      read: (...args) => current.read(...args),
      attach: (...args) => current.attach(...args),
    };
    const subscription = subscribe({ conversations });
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    await other.conversations.append(message(1));
    await other.conversations.append(message(2, { session: sessionOf('c'), seq: 1 }));
    current = other.conversations;
    all.told = [];
    subscription.pull();
    await settle();
    expect(all.told[0]).toMatchObject({ type: 'attached', state: 'reset', top: 2 });
    expect(outline()).toEqual(['attached', 'entry.added 1', 'entry.added 2', 'live']);
    await other.close();
  });

  it('[TR12] goes on from where it was when the store is back', async () => {
    await say(1);
    let isDown = true;
    const guarded =
      <Args extends readonly unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
      (...args: Args) =>
        isDown ? Promise.reject(new StoreUnavailableError('down')) : run(...args);
    const conversations: ConversationsPort = {
      ...stored(),
      read: guarded(stored().read),
      attach: guarded(stored().attach),
    };
    const subscription = subscribe({ conversations });
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    expect(outline()).toEqual([]);
    isDown = false;
    subscription.pull();
    await settle();
    expect(outline()).toEqual(['attached', 'entry.added 1', 'live']);
    isDown = true;
    await say(2);
    subscription.pull();
    await settle();
    isDown = false;
    subscription.pull();
    await settle();
    expect(outline()).toEqual(['attached', 'entry.added 1', 'live', 'entry.added 2']);
  });

  it('tells nothing after it was closed', async () => {
    const subscription = subscribe();
    subscription.attach({ offset: 0, chain: '' });
    subscription.close();
    await settle();
    expect(outline()).toEqual([]);
  });
});
