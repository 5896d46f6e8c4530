import type { OutboxItem } from '@tillside/protocol/client';
import type { Random } from './random.ts';
import type { Owner, Scheduler } from './scheduler.ts';

/**
 * What the tabs of one person share: storage that outlives them, and locks that do not.
 */
export interface Browser {
  readonly name: string;
  readonly hasLocks: boolean;
  readonly storage: Map<string, readonly OutboxItem[]>;
  /** Which tab holds which outbox's lock. */
  readonly locks: Map<string, Owner>;
  /** Outboxes that nobody holds: a dead tab's, or one put aside. Without locks, everybody's. */
  orphans(own: string): readonly string[];
}

export function createBrowser(name: string, hasLocks: boolean): Browser {
  const storage = new Map<string, readonly OutboxItem[]>();
  const locks = new Map<string, Owner>();
  const isHeld = (key: string): boolean => hasLocks && locks.get(key)?.isDead === false;
  return {
    name,
    hasLocks,
    storage,
    locks,
    orphans: (own) => [...storage.keys()].filter((key) => key !== own && !isHeld(key)),
  };
}

export interface Outbox {
  readonly key: string;
  save(items: readonly OutboxItem[]): void;
  /** Takes what dead tabs left behind: first into our own, a moment later out of theirs. */
  adopt(onItems: (items: readonly OutboxItem[]) => void): void;
  release(): void;
  /** The page is back. */
  resume(): void;
}

/** An outbox as the widget and the console keep theirs. */
export function createOutbox(
  browser: Browser,
  key: string,
  owner: Owner,
  scheduler: Scheduler,
  random: Random,
  onAdopted: () => void,
): Outbox {
  const { storage, locks } = browser;
  locks.set(key, owner);
  return {
    key,
    save(items) {
      if (items.length > 0) storage.set(key, items);
      else storage.delete(key);
    },
    adopt(onItems) {
      for (const other of browser.orphans(key)) {
        scheduler.after(random.next() * 20, owner, () => {
          if (!browser.orphans(key).includes(other)) return;
          locks.set(other, owner);
          const items = storage.get(other);
          if (items !== undefined) {
            onAdopted();
            onItems(items);
          }
          const finish = (): void => {
            storage.delete(other);
            locks.delete(other);
          };
          scheduler.after(1, owner, finish);
        });
      }
    },
    release: () => void (locks.get(key) === owner && locks.delete(key)),
    resume: () => void (locks.get(key)?.isDead === false || locks.set(key, owner)),
  };
}
