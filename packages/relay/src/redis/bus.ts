import { StoreUnavailableError } from '../ports/index.ts';
import type { BusPort } from '../ports/index.ts';
import { channelOf, topicOf } from './keys.ts';
import type { Connection } from './link/connection.ts';
import type { Link } from './link/link.ts';

interface Listener {
  readonly hear: (message: string) => void;
  isHere: boolean;
}

interface Topic {
  /** Another array with each change: a bell may be on its way through this one. Most topics have one listener. */
  listeners: readonly Listener[];
  readonly standing: Promise<void>;
}

/** Bells over pub/sub: one subscription a topic on this node, however many listen. */
export interface RedisBus extends BusPort {
  /** Subscribes a fresh connection to everything that is listened to. */
  prepare(connection: Connection): Promise<void>;
}

/**
 * @param publisher rings
 * @param subscriber hears; its connections are given to `prepare` before they are used
 * @param onFault told of a bell that failed for another reason than a store that is away
 */
export function createBus(publisher: () => Link, subscriber: () => Link, onFault: (error: unknown) => void): RedisBus {
  const topics = new Map<string, Topic>();
  const lost = (error: unknown): void => {
    if (!(error instanceof StoreUnavailableError)) onFault(error);
  };

  function tell(message: string, channel: string): void {
    for (const listener of topics.get(topicOf(channel))?.listeners ?? []) {
      if (listener.isHere) listener.hear(message);
    }
  }

  function enter(topic: string): Topic {
    const known = topics.get(topic);
    if (known !== undefined) return known;
    const standing = subscriber().run((connection) => connection.subscribe(channelOf(topic), tell));
    const entered: Topic = { listeners: [], standing };
    topics.set(topic, entered);
    // Who listens next tries anew.
    standing.catch(() => {
      if (topics.get(topic) === entered) topics.delete(topic);
    });
    return entered;
  }

  function leave(topic: string): void {
    topics.delete(topic);
    const unsubscribe = async (connection: Connection): Promise<void> => {
      if (!topics.has(topic)) await connection.unsubscribe(channelOf(topic), tell);
    };
    subscriber().run(unsubscribe).catch(lost);
  }

  return {
    ring(topic, message = '') {
      // A bell that had to wait would wake nobody in time.
      if (publisher().isUp())
        publisher()
          .send(['PUBLISH', channelOf(topic), message])
          .catch(lost);
    },
    async listen(topic, hear) {
      const entered = enter(topic);
      const listener = { hear, isHere: true };
      entered.listeners = entered.listeners.concat(listener);
      await entered.standing;
      return () => {
        if (!listener.isHere) return;
        listener.isHere = false;
        entered.listeners = entered.listeners.filter((one) => one !== listener);
        if (entered.listeners.length === 0 && topics.get(topic) === entered) leave(topic);
      };
    },
    async prepare(connection) {
      const channels = [...topics.keys()].map(channelOf);
      if (channels.length > 0) await connection.subscribe(channels, tell);
    },
  };
}
