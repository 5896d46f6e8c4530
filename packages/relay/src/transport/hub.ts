import type { BusPort } from '../ports/index.ts';
import type { Subscription } from './subscription.ts';

/** Who on this node hears a conversation's bells. */
interface Hearers {
  /** Another array with each change: a bell may be on its way through this one. */
  all: readonly Subscription[];
  readonly listening: Promise<() => void>;
}

/** Conversations attached on this node: one listener on the bus for each, however many sockets look at it. */
export interface Hub {
  /**
   * Resolves once bells arrive, so that nothing is missed between a first read and the first bell.
   *
   * @throws StoreUnavailableError where they cannot be heard; the subscription leaves then
   */
  join(subscription: Subscription): Promise<void>;
  leave(subscription: Subscription): void;
  /** The store was away: every subscription is told so. */
  storeIsBack(): void;
  /** Lets each take its slow poll, which covers bells that were lost. */
  poll(now: number): void;
}

export function createHub(bus: BusPort): Hub {
  const byConversation = new Map<string, Hearers>();
  const each = (run: (subscription: Subscription) => void) => {
    for (const { all } of byConversation.values()) for (const one of all) run(one);
  };

  function open(conversation: string): Hearers {
    const listening = bus.listen(`cnv/${conversation}`, (message) => {
      for (const one of hearers.all) one.hear(message);
    });
    const hearers: Hearers = { all: [], listening };
    byConversation.set(conversation, hearers);
    return hearers;
  }

  return {
    async join(subscription) {
      const { conversation } = subscription;
      const hearers = byConversation.get(conversation) ?? open(conversation);
      hearers.all = hearers.all.concat(subscription);
      await hearers.listening;
    },
    leave(subscription) {
      const hearers = byConversation.get(subscription.conversation);
      if (hearers?.all.includes(subscription) !== true) return;
      hearers.all = hearers.all.filter((one) => one !== subscription);
      if (hearers.all.length > 0) return;
      byConversation.delete(subscription.conversation);
      // One that never stood needs no leaving.
      void hearers.listening.then(
        (unlisten) => unlisten(),
        () => {},
      );
    },
    storeIsBack: () => each((subscription) => subscription.storeIsBack()),
    poll: (now) => each((subscription) => subscription.poll(now)),
  };
}
