import type { OutboxItem } from '@tillside/protocol/client';
import { readList } from '../read-list.ts';

/** Where this window keeps what is not in the log yet, so that a reload or a crash loses nothing. */
export interface OutboxStore {
  save(items: readonly OutboxItem[]): void;
  /**
   * What dead windows of this rep left behind, to be taken into this window's own; only then it goes from theirs. A window that dies between
   * sends twice, which the relay knows.
   */
  adopt(onItems: (items: readonly OutboxItem[]) => void): Promise<void>;
  /** Gives the window's own outbox up to whoever comes next. */
  release(): void;
}

const PREFIX = 'tillside.outbox';

/**
 * A window's outbox lies under a name of its own, and a lock of that name is held as long as the window lives: a free lock is a dead
 * window. Without locks nobody could tell, and two windows would send the same words: then nothing is adopted.
 */
export function createOutboxStore(
  storage: Storage,
  locks: LockManager | undefined,
  rep: string,
  id: string,
): OutboxStore {
  const prefix = `${PREFIX}.${rep}.`;
  const own = prefix + id;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  void locks?.request(own, () => held);
  return {
    save(items) {
      try {
        if (items.length === 0) storage.removeItem(own);
        else storage.setItem(own, JSON.stringify(items));
      } catch {
        // Full or switched off: kept in memory, for this window's life.
      }
    },
    async adopt(onItems) {
      if (locks === undefined) return;
      const left = Object.keys(storage).filter((key) => key.startsWith(prefix) && key !== own);
      await Promise.all(left.map((key) => takeIfDead(storage, locks, key, onItems)));
    },
    release: () => release(),
  };
}

const takeIfDead = (
  storage: Storage,
  locks: LockManager,
  key: string,
  onItems: (items: readonly OutboxItem[]) => void,
): Promise<void> =>
  locks.request(key, { ifAvailable: true }, (lock) => {
    if (lock === null) return;
    const items = readList(storage.getItem(key), isItem);
    if (items.length > 0) onItems(items);
    storage.removeItem(key);
  });

function isItem(value: unknown): value is OutboxItem {
  if (typeof value !== 'object' || value === null) return false;
  const { frame } = value as { readonly frame?: { readonly session?: unknown; readonly seq?: unknown } };
  return typeof frame?.session === 'string' && typeof frame.seq === 'number';
}
