import { signal } from '@preact/signals';
import { changeDraft, draftOf, readDrafts } from '../desk/drafts.ts';
import type { Draft, Drafts } from '../desk/drafts.ts';

export interface DraftsStore {
  of(conversation: string): Draft;
  change(conversation: string, part: Partial<Draft>): void;
  /** Conversations with something written. */
  has(conversation: string): boolean;
}

/** Drafts of one rep in this browser: two reps at one machine do not find each other's words. */
export function createDraftsStore(storage: Storage, rep: string): DraftsStore {
  const key = `tillside.drafts.${rep}`;
  const drafts = signal<Drafts>(readDrafts(storage.getItem(key)));
  return {
    of: (conversation) => draftOf(drafts.value, conversation),
    has: (conversation) => draftOf(drafts.value, conversation).reply.trim() !== '',
    change(conversation, part) {
      drafts.value = changeDraft(drafts.value, conversation, part);
      try {
        storage.setItem(key, JSON.stringify(drafts.value));
      } catch {
        // Kept for this page only.
      }
    },
  };
}
