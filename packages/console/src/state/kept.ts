import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** This browser's storage, and the window that hears what other windows write there. */
export interface Shelf {
  readonly window: Window;
  readonly storage: Storage;
}

/** A value that outlives the page, the same in all windows of this browser. */
export interface Kept<T> {
  readonly value: ReadonlySignal<T>;
  /** Goes on from what is kept now: two windows do not undo each other's changes. */
  change(apply: (before: T) => T): void;
  /** Hears of other windows no more. */
  stop(): void;
}

/** @param read what was kept, as far as it is what we once wrote; `null`: nothing was */
export function createKept<T>({ window, storage }: Shelf, key: string, read: (json: string | null) => T): Kept<T> {
  let known = storage.getItem(key);
  const value = signal(read(known));
  const look = (): void => {
    const json = storage.getItem(key);
    if (json === known) return;
    known = json;
    value.value = read(json);
  };
  window.addEventListener('storage', look);
  return {
    value,
    change(apply) {
      look();
      value.value = apply(value.peek());
      const json = JSON.stringify(value.peek());
      try {
        storage.setItem(key, json);
        known = json;
      } catch {
        // Full or switched off: kept for this page only.
      }
    },
    stop: () => window.removeEventListener('storage', look),
  };
}
