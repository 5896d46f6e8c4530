import { StoreUnavailableError } from '../../ports/index.ts';
import { failureOf } from '../failure.ts';
import type { World } from '../types.ts';

/** Work that nobody waits for. */
export interface Background {
  /** Failures are logged: the next look makes up for them. A store that is away is one, whatever was tried meanwhile. */
  run(name: string, work: () => Promise<void>): void;
  /** The store answers: should it be away again, that is another failure. */
  noteAnswer(): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function createBackground(world: World): Background {
  const underWay = new Set<Promise<void>>();
  let isAway = false;

  function tell(during: string, error: unknown): void {
    if (error instanceof StoreUnavailableError) {
      if (isAway) return;
      isAway = true;
    }
    world.emit({ name: 'floor.failed', during, ...failureOf(error) });
  }

  return {
    run(name, work) {
      const guarded = async () => {
        try {
          await work();
        } catch (error) {
          tell(name, error);
        }
      };
      const promise = guarded().finally(() => underWay.delete(promise));
      underWay.add(promise);
    },
    noteAnswer() {
      isAway = false;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
