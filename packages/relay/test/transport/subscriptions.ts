import { afterEach, beforeEach } from 'vitest';
import type { RepTold, VisitorTold } from '@tillside/protocol';
import type { ConversationsPort, KeptStore } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { Subscription } from '../../src/transport/subscription.ts';
import type { Viewer } from '../../src/transport/subscription.ts';
import { cnv, message, rep, sessionOf } from '../contracts/build.ts';

export interface Setup extends Partial<Pick<Viewer, 'audience' | 'isPaused' | 'onOrphan'>> {
  readonly conversations?: ConversationsPort;
}

/** Who looks at a conversation, and does with what is told of it what the test wants. */
export function viewerWith(more: Partial<Viewer> & Pick<Viewer, 'send'>): Viewer {
  return {
    audience: 'visitor',
    sessions: () => [sessionOf('a')],
    isPaused: () => false,
    engagementOf: () => undefined,
    onBell: () => {},
    onOrphan: async () => {},
    ...more,
  };
}

/** A store of each test's own, subscriptions to its one conversation, and what they told. */
export function useSubscriptions() {
  const all = {
    store: undefined as KeptStore | undefined,
    told: [] as (VisitorTold | RepTold)[],
    /** What they had looked at besides the log. */
    bells: [] as string[],
    orphans: 0,
    /** Of the node. */
    clock: 0,
  };
  const store = (): KeptStore => {
    if (all.store === undefined) throw new Error('outside of a test');
    return all.store;
  };
  const stored = (): ConversationsPort => store().conversations;
  beforeEach(() => {
    // A node whose clock is hours off.
    const clock = Date.now() + 10 * 3_600_000;
    Object.assign(all, { store: openSqliteStore({ path: ':memory:' }), told: [], bells: [], orphans: 0, clock });
  });
  afterEach(() => store().close());

  return {
    all,
    stored,
    keeping: () => store().keeping,
    subscribe({ conversations = stored(), ...more }: Setup = {}) {
      const viewer = viewerWith({
        send: (frame) => void all.told.push(frame),
        onBell: (text) => void all.bells.push(text),
        onOrphan: async () => void (all.orphans += 1),
        ...more,
      });
      const world = { conversations, now: () => all.clock, onFault: () => {} };
      return new Subscription(world, viewer, cnv, viewer.audience === 'visitor' ? 'mine' : cnv);
    },
    /** The store's conversations, and how often their logs were read. */
    countReads() {
      let count = 0;
      const { read } = stored();
      const conversations: ConversationsPort = {
        ...stored(),
        read: (...args) => {
          count += 1;
          return read(...args);
        },
      };
      return { conversations, count: () => count };
    },
    say: (seq: number) => stored().append(message(seq)),
    note: (seq: number) => stored().append({ ...message(seq, { session: sessionOf('b') }), kind: 'note', by: rep }),
    outline: () => all.told.map((frame) => ('offset' in frame ? `${frame.type} ${frame.offset}` : frame.type)),
  };
}
