import type { World } from '../types.ts';

/** Bells of a changing set of topics. */
export interface Listeners {
  /** Listens to exactly these from now on; resolves once all stand. */
  set(topics: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}

export function createListeners(world: World, onBell: (topic: string, message: string) => void): Listeners {
  const standing = new Map<string, Promise<() => void>>();

  async function leave(topic: string): Promise<void> {
    const listening = standing.get(topic);
    standing.delete(topic);
    // One that never stood needs no leaving.
    await listening?.then(
      (unlisten) => unlisten(),
      () => {},
    );
  }

  async function enter(topic: string): Promise<void> {
    const listening = world.store.bus.listen(topic, (message) => onBell(topic, message));
    standing.set(topic, listening);
    try {
      await listening;
    } catch (error) {
      // Asked for again with the next set.
      if (standing.get(topic) === listening) standing.delete(topic);
      throw error;
    }
  }

  return {
    async set(topics) {
      const wanted = new Set(topics);
      const gone = [...standing.keys()].filter((topic) => !wanted.has(topic));
      const fresh = [...wanted].filter((topic) => !standing.has(topic));
      await Promise.all([...gone.map(leave), ...fresh.map(enter)]);
    },
    close: async () => {
      await Promise.all([...standing.keys()].map(leave));
    },
  };
}
