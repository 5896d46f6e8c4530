import { afterEach, beforeEach } from 'vitest';
import type { RepTold, VisitorTold } from '@tillside/protocol';
import type { ConversationsPort, Store } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { Subscription } from '../../src/transport/subscription.ts';
import type { Viewer } from '../../src/transport/subscription.ts';
import { cnv, message, rep, sessionOf } from '../contracts/build.ts';

export interface Setup {
  readonly audience?: 'visitor' | 'rep';
  readonly isPaused?: () => boolean;
  readonly conversations?: ConversationsPort;
}

export const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A store of each test's own, subscriptions to its one conversation, and what they told. */
export function useSubscriptions() {
  const all = {
    store: undefined as Store | undefined,
    told: [] as (VisitorTold | RepTold)[],
    /** What they had looked at besides the log. */
    bells: [] as string[],
    orphans: 0,
    /** Of the node. */
    clock: 0,
  };
  const store = (): Store => {
    if (all.store === undefined) throw new Error('outside of a test');
    return all.store;
  };
  beforeEach(() => {
    // A node whose clock is hours off.
    const clock = Date.now() + 10 * 3_600_000;
    Object.assign(all, { store: openSqliteStore({ path: ':memory:' }), told: [], bells: [], orphans: 0, clock });
  });
  afterEach(() => store().close());

  return {
    all,
    stored: () => store().conversations,
    subscribe({ audience = 'visitor', isPaused = () => false, conversations = store().conversations }: Setup = {}) {
      const viewer: Viewer = {
        audience,
        sessions: () => [sessionOf('a')],
        send: (frame) => void all.told.push(frame),
        isPaused,
        engagementOf: () => undefined,
        onBell: (text) => void all.bells.push(text),
        onOrphan: () => void (all.orphans += 1),
      };
      const world = { conversations, now: () => all.clock, onFault: () => {} };
      return new Subscription(world, viewer, cnv, audience === 'visitor' ? 'mine' : cnv);
    },
    /** The store's conversations, and how often their logs were read. */
    countReads() {
      let count = 0;
      const { read } = store().conversations;
      const conversations: ConversationsPort = {
        ...store().conversations,
        read: (...args) => {
          count += 1;
          return read(...args);
        },
      };
      return { conversations, count: () => count };
    },
    say: (seq: number) => store().conversations.append(message(seq)),
    note: (seq: number) =>
      store().conversations.append({ ...message(seq, { session: sessionOf('b') }), kind: 'note', by: rep }),
    outline: () => all.told.map((frame) => ('offset' in frame ? `${frame.type} ${frame.offset}` : frame.type)),
  };
}
