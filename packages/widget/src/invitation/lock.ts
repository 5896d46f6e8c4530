import type { Store } from '../consent/store.ts';
import { lockManager } from '../env.ts';

const KEY = 'lock';
/** Longer than an invitation lives; a tab that died with the lock in storage blocks the others no longer than this. */
const HELD_MS = 90_000;

/**
 * The right to ask for and show an invitation, which one tab of the visitor has at a time. Gives the function that lets go
 * of it, or nothing when another tab has it. By Web Locks, which die with their tab; by storage where a page has none.
 */
export async function holdInvitationLock(store: Store): Promise<(() => void) | undefined> {
  const locks = lockManager();
  if (!locks) {
    if (Number(store._get(KEY)) > Date.now()) return undefined;
    store._set(KEY, Date.now() + HELD_MS);
    return () => store._set(KEY, undefined);
  }
  return new Promise((resolve, reject) => {
    locks
      .request(store._name(KEY), { ifAvailable: true }, (lock) => {
        if (lock) return new Promise<void>((release) => resolve(release));
        resolve(undefined);
        return undefined;
      })
      .catch(reject);
  });
}
