import { lockManager } from '../env.ts';

/**
 * Takes a lock that is free, or waits for it where not `ifAvailable`. Gives what lets go of it, or nothing where another tab has it or the
 * browser gives none. `onLost` hears that it was taken from us. Only where there is a `lockManager`.
 */
export const takeLock = (name: string, ifAvailable: boolean, onLost?: () => void): Promise<(() => void) | undefined> =>
  new Promise((resolve) => {
    lockManager()
      ?.request(name, { ifAvailable }, (lock) =>
        lock ? new Promise<void>((release) => resolve(release)) : resolve(undefined),
      )
      .catch(() => {
        resolve(undefined);
        onLost?.();
      });
  });
