import type { BusPort } from '../ports/index.ts';
import { send } from './connection.ts';
import type { Connection } from './connection.ts';
import { channel } from './keys.ts';

type Listener = (message: string) => void;

/** Bells over pub/sub: one subscription a topic on this node, however many listen. Lossy, as the port says. */
export function createRedisBus(
  publisher: Connection,
  subscriber: Connection,
  onLost: (error: unknown) => void,
): BusPort {
  const topics = new Map<
    string,
    { readonly listeners: Set<Listener>; readonly standing: Promise<void>; readonly hear: (message: string) => void }
  >();
  return {
    ring(topic, message = '') {
      send(publisher, ['PUBLISH', channel(topic), message]).catch(onLost);
    },
    async listen(topic, listener) {
      let entry = topics.get(topic);
      if (entry === undefined) {
        const listeners = new Set<Listener>();
        const hear = (message: string) => {
          for (const one of listeners) one(message);
        };
        entry = { listeners, standing: subscriber.subscribe(channel(topic), hear), hear };
        topics.set(topic, entry);
      }
      const { listeners, standing, hear } = entry;
      listeners.add(listener);
      await standing;
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        topics.delete(topic);
        subscriber.unsubscribe(channel(topic), hear).catch(onLost);
      };
    },
  };
}
