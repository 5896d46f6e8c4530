import { limits } from '@tillside/protocol';
import type { Author, EntryKind } from '@tillside/protocol';
import type { AttachResult, Cursor, Engagement } from './conversations.ts';

/** What both stores must derive alike from an entry while they append it. */

/** The author as it is stored and hashed: always in this order of members, whatever the order of the object that came in. */
export function authorJson(by: Author): string {
  return JSON.stringify({ kind: by.kind, id: by.id, ...(by.name === undefined ? {} : { name: by.name }) });
}

/**
 * What an entry's chain is the hash of, as UTF-8: `chain = sha1(chainInput).hex.slice(0, 12)`. `previous` is the chain of the entry
 * before, the empty string before the first. The body comes last and whole, so no separator in it can be mistaken.
 */
export function chainInput(
  previous: string,
  entry: {
    readonly session: string;
    readonly seq: number;
    readonly kind: EntryKind;
    readonly by: Author;
    readonly body: string;
  },
): string {
  return `${previous}|${entry.session}|${entry.seq}|${entry.kind}|${authorJson(entry.by)}|${entry.body}`;
}

/** What tells a duplicate from a conflict: `sha1(sentInput)`, of which a store may keep the first 12 hex digits. */
export function sentInput(kind: EntryKind, sent: string): string {
  return `${kind}|${sent}`;
}

const listTextLength = 120;

/** The words of a message for lists, at most 120 UTF-16 code units and never half a character; absent for every other kind of entry. */
export function listText(kind: EntryKind, body: string): string | undefined {
  if (kind !== 'message') return undefined;
  const parsed: unknown = JSON.parse(body);
  if (typeof parsed !== 'object' || parsed === null || !('text' in parsed)) return undefined;
  if (typeof parsed.text !== 'string') return undefined;
  return parsed.text.slice(0, listTextLength).replace(/[\uD800-\uDBFF]$/, '');
}

/**
 * The offset from which an open engagement's entries count; absent while none is open, and then nothing is ever `full`. In `wrap_up` the talk
 * is over: a visitor's word says so by this, and takes it up again.
 */
export function openSince(engagement: Engagement | undefined): number | undefined {
  if (engagement === undefined || engagement.state === 'resolved' || engagement.state === 'wrap_up') return undefined;
  return engagement.startOffset;
}

/** Is there no room for one more entry after `top`? */
export function isFull(top: number, since: number | undefined): boolean {
  return since !== undefined && top - since >= limits.engagementEntries;
}

/**
 * What an attach says of a cursor.
 *
 * @param isOnLog the entry at its offset is there and has its chain
 * @param edge the last entry that was taken away; offset 0: none
 */
export function judgeCursor(cursor: Cursor, isOnLog: boolean, edge: Cursor): Pick<AttachResult, 'state' | 'from'> {
  const { offset, chain } = cursor;
  const isAtEdge = offset === edge.offset && (offset === 0 || chain === edge.chain);
  if (isAtEdge) return { state: 'ok', from: edge };
  if (offset > edge.offset && isOnLog) return { state: 'ok', from: { offset, chain } };
  return { state: edge.offset === 0 ? 'reset' : 'trimmed', from: edge };
}
