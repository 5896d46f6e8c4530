import { changeDraft, draftOf, readDrafts } from '../desk/drafts.ts';
import type { Draft } from '../desk/drafts.ts';
import { createKept } from './kept.ts';
import type { Shelf } from './kept.ts';

export interface DraftsStore {
  of(conversation: string): Draft;
  change(conversation: string, part: Partial<Draft>): void;
  stop(): void;
}

/** Drafts of one rep in this browser: two reps at one machine do not find each other's words. */
export function createDraftsStore(shelf: Shelf, rep: string): DraftsStore {
  const drafts = createKept(shelf, `tillside.drafts.${rep}`, readDrafts);
  return {
    of: (conversation) => draftOf(drafts.value.value, conversation),
    change: (conversation, part) => drafts.change((before) => changeDraft(before, conversation, part)),
    stop: drafts.stop,
  };
}
