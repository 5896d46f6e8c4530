import type { EntryAdded } from '@tillside/protocol';
import type { StoredEntry } from '../ports/index.ts';

/** An entry as this party is told it, under the name by which it calls the conversation. */
export function entryFrame(entry: StoredEntry, address: string, audience: 'visitor' | 'rep'): EntryAdded {
  // A visitor is nobody's business but the relay's: to the page it is just "the visitor".
  const by = audience === 'visitor' && entry.by.kind === 'visitor' ? { kind: entry.by.kind, id: 'mine' } : entry.by;
  return {
    type: 'entry.added',
    conversation: address,
    offset: entry.offset,
    chain: entry.chain,
    session: entry.session,
    seq: entry.seq,
    at: entry.at,
    by,
    kind: entry.kind,
    body: JSON.parse(entry.body),
  } as EntryAdded;
}
