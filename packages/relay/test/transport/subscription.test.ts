import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepTold, VisitorTold } from '@tillside/protocol';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { ConversationsPort, Store } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { createSubscription } from '../../src/transport/subscription.ts';
import { cnv, message, rep, sessionOf } from '../contracts/build.ts';

let store: Store;
let told: (VisitorTold | RepTold)[];
beforeEach(() => {
  store = openSqliteStore({ path: ':memory:' });
  told = [];
});
afterEach(() => store.close());

interface Setup {
  readonly audience?: 'visitor' | 'rep';
  readonly isPaused?: () => boolean;
  readonly conversations?: ConversationsPort;
  readonly onOrphan?: () => Promise<void>;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

function subscribe({
  audience = 'visitor',
  isPaused = () => false,
  conversations = store.conversations,
  onOrphan = async () => {},
}: Setup = {}) {
  return createSubscription({
    conversations,
    conversation: cnv,
    address: audience === 'visitor' ? 'mine' : cnv,
    audience,
    sessions: () => [sessionOf('a')],
    send: (frame) => void told.push(frame),
    isPaused,
    engagementOf: () => undefined,
    onOrphan,
    onFault: () => {},
  });
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

  it('[TR67] notices words that have no record, once for each attach, and an empty log is none', async () => {
    let orphans = 0;
    const onOrphan = async () => void orphans++;
    subscribe({ onOrphan }).attach({ offset: 0, chain: '' });
    await settle();
    expect(orphans).toBe(0);
    await say(1);
    subscribe({ onOrphan }).attach({ offset: 0, chain: '' });
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

  it('[TR30] is polled all the time while its log moved lately, by the node’s clock, wherever it was attached', async () => {
    await say(1);
    const subscription = subscribe();
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    const { chain } = (await store.conversations.view(cnv)).log;
    const again = subscribe();
    again.attach({ offset: 1, chain });
    await settle();
    // A node whose clock is hours off.
    const start = Date.now() + 10 * 3_600_000;
    for (const one of [subscription, again]) {
      const due = Array.from({ length: 100 }, (_, poll) => one.isDue(start + poll * 5_000));
      expect(due).toEqual(due.map(() => true));
      expect([one.isDue(start + 700_000), one.isDue(start + 705_000)]).toEqual([false, false]);
    }
  });

  it('[TR30] of an empty log is polled ever more seldom, and never not at all', async () => {
    const subscription = subscribe();
    subscription.attach({ offset: 0, chain: '' });
    await settle();
    const polls = Array.from({ length: 720 }, (_, poll) => poll).filter((poll) => subscription.isDue(poll * 5_000));
    expect(polls.length).toBeLessThan(20);
    expect(polls.slice(0, 4)).toEqual([0, 1, 2, 4]);
    expect(polls.at(-1)).toBeGreaterThan(360);
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
