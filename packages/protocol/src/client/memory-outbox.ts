import type { OutboxStorage } from './host-types.ts';
import type { OutboxItem } from './types.ts';

/** An outbox that outlives its client but not its process: for tests, and for clients that are no browser. */
export interface MemoryOutbox extends OutboxStorage {
  readonly items: () => readonly OutboxItem[];
}

export function createMemoryOutbox(): MemoryOutbox {
  // As text, as every real storage keeps it: what does not survive JSON is found here first.
  let kept = '[]';
  return {
    save: (items) => void (kept = JSON.stringify(items)),
    items: () => JSON.parse(kept) as readonly OutboxItem[],
  };
}
