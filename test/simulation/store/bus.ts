import type { BusPort } from '../../../packages/relay/src/ports/index.ts';

/** Bells. How one gets to a listener, and whether, is the caller's: `carry` may lose it. */
export interface Bells<Ear> {
  /** What one listener's process has of the bus. */
  of(ear: Ear): BusPort;
  ring(topic: string, message?: string): void;
  /** Nobody of this process listens any more. */
  drop(ear: Ear): void;
}

export function createBells<Ear>(
  carry: (ear: Ear, hear: () => void) => void,
  stand: (ear: Ear, listen: () => void) => Promise<void>,
): Bells<Ear> {
  const topics = new Map<string, Set<{ readonly ear: Ear; readonly hear: (message: string) => void }>>();

  function ring(topic: string, message = ''): void {
    const listeners = topics.get(topic);
    for (const listener of listeners ?? []) {
      carry(listener.ear, () => {
        if (listeners?.has(listener) === true) listener.hear(message);
      });
    }
  }

  return {
    ring,
    drop(ear) {
      for (const listeners of topics.values()) {
        for (const listener of listeners) if (listener.ear === ear) listeners.delete(listener);
      }
    },
    of: (ear) => ({
      ring,
      async listen(topic, hear) {
        const listener = { ear, hear };
        let listeners = topics.get(topic);
        if (listeners === undefined) topics.set(topic, (listeners = new Set()));
        const standing = listeners;
        await stand(ear, () => void standing.add(listener));
        return () => void standing.delete(listener);
      },
    }),
  };
}
