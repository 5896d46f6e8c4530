import { StoreUnavailableError } from '../../ports/index.ts';
import type { World } from '../types.ts';

/** Work that nobody waits for. */
export interface Background {
  /** Failures are logged: the next look makes up for them. */
  run(name: string, work: () => Promise<void>): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function createBackground(world: World): Background {
  const underWay = new Set<Promise<void>>();
  return {
    run(name, work) {
      const guarded = async () => {
        try {
          await work();
        } catch (error) {
          const isExpected = error instanceof StoreUnavailableError;
          world.emit({
            name: 'floor.failed',
            level: isExpected ? 'warn' : 'error',
            during: name,
            error: error instanceof Error ? (error.stack ?? error.message) : String(error),
          });
        }
      };
      const promise = guarded().finally(() => underWay.delete(promise));
      underWay.add(promise);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
