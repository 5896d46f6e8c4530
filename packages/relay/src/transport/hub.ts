import type { Party } from '../handlers/types.ts';
import type { BusPort } from '../ports/index.ts';
import type { Subscription } from './subscription.ts';

/** Bells that mean "the log moved". Others belong to the handlers alone. */
const entryBells = new Set(['', 'entry']);

interface Room {
  readonly members: Map<Subscription, Party>;
  readonly standing: Promise<() => void>;
}

/** Conversations attached on this node: one listener on the bus for each, however many sockets look at it. */
export interface Hub {
  /** Resolves once bells arrive, so that nothing is missed between a first read and the first bell. */
  join(subscription: Subscription, party: Party): Promise<void>;
  leave(subscription: Subscription): void;
  /** Pulls everything, e.g. after the store was away. */
  pullAll(): void;
  /** The slow poll: covers bells that were lost. */
  poll(now: number): void;
}

export function createHub(bus: BusPort, onBell: (message: string, conversation: string, party: Party) => void): Hub {
  const rooms = new Map<string, Room>();
  const each = (run: (subscription: Subscription) => void) => {
    for (const room of rooms.values()) for (const subscription of room.members.keys()) run(subscription);
  };
  return {
    async join(subscription, party) {
      const { conversation } = subscription;
      let room = rooms.get(conversation);
      if (room === undefined) {
        const members = new Map<Subscription, Party>();
        const standing = bus.listen(`cnv/${conversation}`, (message) => {
          const isEntry = entryBells.has(message);
          for (const [member, who] of members) {
            if (isEntry) member.pull();
            onBell(message, conversation, who);
          }
        });
        room = { members, standing };
        rooms.set(conversation, room);
      }
      room.members.set(subscription, party);
      await room.standing;
    },
    leave(subscription) {
      const room = rooms.get(subscription.conversation);
      if (room === undefined || !room.members.delete(subscription) || room.members.size > 0) return;
      rooms.delete(subscription.conversation);
      void room.standing.then((unlisten) => unlisten()).catch(() => {});
    },
    pullAll: () => each((subscription) => subscription.pull()),
    poll: (now) =>
      each((subscription) => {
        if (subscription.isDue(now)) subscription.pull();
      }),
  };
}
