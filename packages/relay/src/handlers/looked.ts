import type { ConversationRecord } from '../ports/index.ts';
import type { Party, RepParty, VisitorParty } from './types.ts';

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
const byReps = new WeakMap<RepParty, Map<string, Looked>>();
/** A visitor has one conversation. */
const byVisitors = new WeakMap<VisitorParty, Looked>();

const nothing = (): Looked => ({ record: undefined, told: undefined, position: undefined });

/** What this socket knows of a conversation; fresh where it never looked. */
export function lookedAt(party: Party, conversation: string): Looked {
  if (party.kind === 'visitor') {
    let found = byVisitors.get(party);
    if (found === undefined) byVisitors.set(party, (found = nothing()));
    return found;
  }
  let all = byReps.get(party);
  if (all === undefined) byReps.set(party, (all = new Map()));
  let found = all.get(conversation);
  if (found === undefined) {
    found = nothing();
    if (all.size >= remembered) for (const oldest of [...all.keys()].slice(0, 1)) all.delete(oldest);
    all.set(conversation, found);
  }
  return found;
}

/** Has this socket looked at all? */
export function hasLooked(party: Party, conversation: string): boolean {
  const known = party.kind === 'visitor' ? byVisitors.get(party) : byReps.get(party)?.get(conversation);
  return known?.told !== undefined;
}
