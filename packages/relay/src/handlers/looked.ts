import type { ConversationRecord } from '../ports/index.ts';
import type { Party } from './types.ts';

/** What a socket was last told about a conversation, and by which record. */
export interface Looked {
  record: ConversationRecord | undefined;
  /** The view as JSON, to tell nothing twice. */
  told: string | undefined;
  position: number | undefined;
  /** The last guess of the wait that was told, as JSON, and when. */
  wait?: string | undefined;
  waitAt?: number;
}

/** More than a socket may be attached to; beyond it the oldest is forgotten, which costs one repeated frame. */
const remembered = 128;
const looked = new WeakMap<Party, Map<string, Looked>>();

/** What this socket knows of a conversation; fresh where it never looked. */
export function lookedAt(party: Party, conversation: string): Looked {
  let all = looked.get(party);
  if (all === undefined) looked.set(party, (all = new Map()));
  let found = all.get(conversation);
  if (found === undefined) {
    found = { record: undefined, told: undefined, position: undefined };
    if (all.size >= remembered) for (const oldest of [...all.keys()].slice(0, 1)) all.delete(oldest);
    all.set(conversation, found);
  }
  return found;
}

/** Has this socket looked at all? */
export function hasLooked(party: Party, conversation: string): boolean {
  return looked.get(party)?.get(conversation)?.told !== undefined;
}
