import type { BusPort } from '../../ports/index.ts';

export interface LocalBus extends BusPort {
  /** Rings every topic that somebody listens to and that `isMeant`. */
  ringWhere(isMeant: (topic: string) => boolean): void;
  hasListeners(): boolean;
}

/** Bells within this process. Each listener hears in a task of its own, after the one who rang has gone on. */
export function createBus(): LocalBus {
  const topics = new Map<string, Set<(message: string) => void>>();

  function ring(topic: string, message = ''): void {
    const listeners = topics.get(topic);
    if (listeners === undefined) return;
    for (const listener of listeners) {
      queueMicrotask(() => {
        if (listeners.has(listener)) listener(message);
      });
    }
  }

  return {
    ring,
    listen: async (topic, listener) => {
      const listeners = topics.get(topic) ?? new Set();
      topics.set(topic, listeners);
      // A function of its own, so that one listener given twice is heard twice and leaves once.
      const own = (message: string): void => listener(message);
      listeners.add(own);
      return () => {
        listeners.delete(own);
        if (listeners.size === 0 && topics.get(topic) === listeners) topics.delete(topic);
      };
    },
    ringWhere: (isMeant) => {
      for (const topic of topics.keys()) if (isMeant(topic)) ring(topic);
    },
    hasListeners: () => topics.size > 0,
  };
}
