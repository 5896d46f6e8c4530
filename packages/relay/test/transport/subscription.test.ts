import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepTold, VisitorTold } from '@tillside/protocol';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { ConversationsPort, Store } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { Subscription } from '../../src/transport/subscription.ts';
import type { Viewer } from '../../src/transport/subscription.ts';
import { cnv, message, owned, rep, sessionOf } from '../contracts/build.ts';

let store: Store;
let told: (VisitorTold | RepTold)[];
let bells: string[];
let orphans: number;
/** Of the node. */
let clock: number;
beforeEach(() => {
  store = openSqliteStore({ path: ':memory:' });
  told = [];
  bells = [];
  orphans = 0;
  // A node whose clock is hours off.
  clock = Date.now() + 10 * 3_600_000;
});
afterEach(() => store.close());

interface Setup {
  readonly audience?: 'visitor' | 'rep';
  readonly isPaused?: () => boolean;
  readonly conversations?: ConversationsPort;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const turn = () => new Promise((resolve) => setImmediate(resolve));

function subscribe({ audience = 'visitor', isPaused = () => false, conversations = store.conversations }: Setup = {}) {
  const viewer: Viewer = {
    audience,
    sessions: () => [sessionOf('a')],
    send: (frame) => void told.push(frame),
    isPaused,
    engagementOf: () => undefined,
    onBell: (message) => void bells.push(message),
    onOrphan: () => void orphans++,
  };
  const world = { conversations, now: () => clock, onFault: () => {} };
  return new Subscription(world, viewer, cnv, audience === 'visitor' ? 'mine' : cnv);
}

/** The store's conversations, and how often their logs were read. */
function countReads() {
  let count = 0;
  const { attach, read } = store.conversations;
  const conversations: ConversationsPort = {
    ...store.conversations,
    attach,
    read: (...args) => {
      count += 1;
      return read(...args);
    },
  };
  return { conversations, count: () => count };
}

const say = (seq: number) => store.conversations.append(message(seq));
const note = (seq: number) =>
  store.conversations.append({ ...message(seq, { session: sessionOf('b') }), kind: 'note', by: rep });
const outline = () => told.map((frame) => ('offset' in frame ? `${frame.type} ${frame.offset}` : frame.type));

describe('a subscription', () => {
  it('[TR9] tells everything after the cursor once, in order, then live, then what is new', async () => {
    await say(1);
    await say(2);
    const subscription = subscribe();
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    expect(outline()).toEqual(['attached', 'entry.added 1', 'entry.added 2', 'live']);
    expect(told[0]).toMatchObject({ state: 'ok', top: 2, highest: { [sessionOf('a')]: 2 } });
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
        ...store.conversations,
        async read(...args) {
          const found = await store.conversations.read(...args);
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
    expect(orphans).toBe(0);
    await say(1);
    subscribe().attach({ offset: 0, chain: '' });
    await settle();
    expect(orphans).toBe(1);
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
    expect(told[0]).toMatchObject({ top: 4 });
    told = [];
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
    expect(JSON.stringify(told)).not.toContain('vis_1');
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

  describe('and the slow poll', () => {
    const secondMs = 1_000;

    /** The seconds, from now on, at which the store was asked. */
    async function secondsAsked(subscription: Subscription, reads: { count(): number }, seconds: number) {
      const asked: number[] = [];
      for (let second = 1; second <= seconds; second += 1) {
        const before = reads.count();
        subscription.poll((clock += secondMs));
        if (reads.count() === before) continue;
        asked.push(second);
        await turn();
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
      const committed = await store.conversations.commit(owned, 0, []);
      expect(committed.kind).toBe('committed');
      const during = await attached();
      expect(await secondsAsked(during.subscription, during.reads, 5)).toEqual([4]);
    });

    it('[TR30] comes soon while an answer of the store is missing, and where the clock was set back', async () => {
      const { conversations } = store;
      let isDown = true;
      const reads = countReads();
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
      for (let second = 1; second <= 4; second += 1) subscription.poll((clock += secondMs));
      await settle();
      expect(outline()).toEqual(['attached', 'live']);
      const other = await attached();
      clock -= 3_600_000;
      expect(await secondsAsked(other.subscription, other.reads, 2)).toEqual([1]);
      expect(reads.count()).toBe(0);
    });

    it('[TR30] looks at the record as well where it found what no bell had told', async () => {
      const { subscription } = await attached();
      await say(1);
      subscription.poll((clock += 60_000));
      await settle();
      expect([outline().at(-1), bells]).toEqual(['entry.added 1', ['']]);
      subscription.poll((clock += 60_000));
      await settle();
      expect(bells).toEqual(['']);
    });
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
    expect([outline().at(-1), reads.count(), bells]).toEqual(['entry.added 1', 1, []]);
  });

  it('[TR67] reads what a bell during the attach told', async () => {
    const { attach } = store.conversations;
    const subscription = subscribe({
      conversations: {
        ...store.conversations,
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
    expect(told[0]).toMatchObject({ type: 'attached', state: 'reset' });
    expect(outline()).toEqual(['attached', 'entry.added 1', 'live']);
  });

  it('[TR11] notices by itself that the log went back and took another way', async () => {
    await say(1);
    await say(2);
    const other = openSqliteStore({ path: ':memory:' });
    let current = store;
    const conversations: ConversationsPort = {
      ...store.conversations,
      read: (...args) => current.conversations.read(...args),
      attach: (...args) => current.conversations.attach(...args),
    };
    const subscription = subscribe({ conversations });
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    await other.conversations.append(message(1));
    await other.conversations.append(message(2, { session: sessionOf('c'), seq: 1 }));
    current = other;
    told = [];
    subscription.pull();
    await settle();
    expect(told[0]).toMatchObject({ type: 'attached', state: 'reset', top: 2 });
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
      ...store.conversations,
      read: guarded(store.conversations.read),
      attach: guarded(store.conversations.attach),
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
