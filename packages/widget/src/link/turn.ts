import type { Store } from '../consent/store.ts';
import { lockManager } from '../env.ts';

/**
 * Longer than a relay takes to welcome over a slow network: whoever goes on without waiting may become a second visitor. A browser
 * freezes no tab that holds a lock, so a holder is slow or gone, and gone ends its turn.
 */
const MOST_WAIT_MS = 10_000;
/** A lock that is had this soon was free. */
const AT_ONCE_MS = 20;
/** What one tab stored reaches a tab in another process a moment after the lock does. */
const SETTLE_MS = 250;

export interface Turn {
  /** Waits while another tab is being given what this `key` holds, or for nothing where it is there. */
  readonly _take: () => Promise<void>;
  readonly _end: () => void;
}

/**
 * Of tabs without a credential one says hello at a time, so that the others find in storage who they are: saying it at once
 * they would be as many visitors. On pages without Web Locks (plain http) nobody waits.
 */
export function createTurn(store: Store, key: string): Turn {
  const locks = lockManager();
  let end = (): void => undefined;
  return {
    _take: () =>
      new Promise((resolve) => {
        end();
        if (!locks || store._raw(key)) return resolve();
        const askedAt = Date.now();
        const waiting = new AbortController();
        setTimeout(() => waiting.abort(), MOST_WAIT_MS);
        const hold = (): Promise<void> =>
          new Promise((release) => {
            end = release;
            if (Date.now() - askedAt < AT_ONCE_MS || store._raw(key)) resolve();
            else setTimeout(resolve, SETTLE_MS);
          });
        locks.request(store._name(key), { signal: waiting.signal }, hold).catch(() => resolve());
      }),
    _end: () => end(),
  };
}
