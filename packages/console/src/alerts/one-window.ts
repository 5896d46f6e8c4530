import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/**
 * Of all windows of a rep in this browser, one makes sound: two would ring in a chorus. The windows queue up for a lock; when the one that
 * has it closes, the next takes over. Without locks every window rings, which is better than none.
 */
export interface OneWindow {
  /** Asks for the turn. A window asks once it can make sound, so that a silent one never holds it. */
  join(): void;
  readonly hasTurn: ReadonlySignal<boolean>;
  leave(): void;
}

export function createOneWindow(name: string, locks: LockManager | undefined): OneWindow {
  const hasTurn = signal(locks === undefined);
  let release: (() => void) | undefined;
  let asked = false;
  const leaving = new AbortController();
  return {
    hasTurn,
    join() {
      if (asked || locks === undefined) return;
      asked = true;
      const held = new Promise<void>((resolve) => (release = resolve));
      const turn = locks.request(name, { signal: leaving.signal }, () => {
        hasTurn.value = true;
        return held;
      });
      // Left before its turn came.
      turn.catch(() => undefined);
    },
    leave() {
      hasTurn.value = false;
      leaving.abort();
      release?.();
    },
  };
}
