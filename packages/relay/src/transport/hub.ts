import type { BusPort } from '../ports/index.ts';
import type { Subscription } from './subscription.ts';

interface Room {
  /** Another array with each change: a bell may be on its way through this one. */
  members: readonly Subscription[];
  readonly standing: Promise<() => void>;
}

/** Conversations attached on this node: one listener on the bus for each, however many sockets look at it. */
export interface Hub {
  /** Resolves once bells arrive, so that nothing is missed between a first read and the first bell. */
  join(subscription: Subscription): Promise<void>;
  leave(subscription: Subscription): void;
  /** Pulls everything, e.g. after the store was away. */
  pullAll(): void;
  /** Lets each take its slow poll, which covers bells that were lost. */
  poll(now: number): void;
}

export function createHub(bus: BusPort): Hub {
  const rooms = new Map<string, Room>();
  const each = (run: (subscription: Subscription) => void) => {
    for (const room of rooms.values()) for (const member of room.members) run(member);
  };

  function open(conversation: string): Room {
    const standing = bus.listen(`cnv/${conversation}`, (message) => {
      for (const member of room.members) member.hear(message);
    });
    const room: Room = { members: [], standing };
    rooms.set(conversation, room);
    return room;
  }

  return {
    async join(subscription) {
      const { conversation } = subscription;
      const room = rooms.get(conversation) ?? open(conversation);
      room.members = room.members.concat(subscription);
      await room.standing;
    },
    leave(subscription) {
      const room = rooms.get(subscription.conversation);
      if (room?.members.includes(subscription) !== true) return;
      room.members = room.members.filter((member) => member !== subscription);
      if (room.members.length > 0) return;
      rooms.delete(subscription.conversation);
      void room.standing.then((unlisten) => unlisten()).catch(() => {});
    },
    pullAll: () => each((subscription) => subscription.pullBlind()),
    poll: (now) => each((subscription) => subscription.poll(now)),
  };
}
