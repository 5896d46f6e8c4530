import type { OutboxItem } from '@tillside/protocol/client';
import type { Store } from '../consent/store.ts';
import { localStore, lockManager, randomHex } from '../env.ts';
import { takeLock } from './lock.ts';
import { OWED } from './types.ts';

/** Storage keys of outboxes begin like this: one a page load, because two tabs must not write the same. */
const OUTBOXES = 'outbox:';

export interface Outbox {
  readonly _save: (items: readonly OutboxItem[]) => void;
  /** Takes what dead tabs left behind. */
  readonly _adopt: (onItems: (items: readonly OutboxItem[]) => void) => void;
  /** The page is put aside: whoever comes next may take this outbox over. A held lock would also keep it out of the browser's cache of pages. */
  readonly _release: () => void;
  /** The page is back; resolves once nobody else is about to take the outbox over. */
  readonly _resume: () => Promise<unknown>;
}

/**
 * Keeps the outbox in storage, under a lock that lives as long as the page. On pages without Web Locks (plain http) an
 * outbox is taken over without asking: frames keep their numbers, so that one sent by two tabs is one to the relay.
 */
export function createOutbox(store: Store): Outbox {
  const key = OUTBOXES + randomHex();
  const hasLocks = lockManager();
  let held: ReturnType<typeof takeLock> | undefined;

  const hold = (ifAvailable: boolean): typeof held =>
    hasLocks ? (held = takeLock(store._name(key), ifAvailable)) : undefined;
  void hold(true);

  return {
    _save(items) {
      store._set(key, items.length ? items : undefined);
      if (items.some((item) => !item.ackedAt)) store._set(OWED, 1);
    },
    _adopt(onItems) {
      const start = store._name('');
      store._set(OWED, undefined);
      for (const name of Object.keys(localStore() ?? {})) {
        const other = name.slice(start.length);
        if (other === key || !name.startsWith(start + OUTBOXES)) continue;
        const take = (letGo?: () => void): void => {
          if (hasLocks && !letGo) return;
          const items = store._get<readonly OutboxItem[]>(other);
          // First into our own outbox, then out of theirs: a page that dies between sends twice, which the relay knows.
          if (Array.isArray(items)) onItems(items as readonly OutboxItem[]);
          store._set(other, undefined);
          letGo?.();
        };
        if (hasLocks) void takeLock(name, true).then(take);
        else take();
      }
    },
    // Also one that was asked for a moment ago.
    _release: () => void held?.then((letGo) => letGo?.()),
    _resume: async () => hold(false),
  };
}
