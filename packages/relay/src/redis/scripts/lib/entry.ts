import { hash } from 'node:crypto';
import { isVisibleToVisitor } from '@tillside/protocol';
import type { Author, EntryKind } from '@tillside/protocol';
import type { StoredEntry } from '../../../ports/index.ts';
import { authorJson, listText, sentInput } from '../../../ports/log-rules.ts';
import type { Reply } from '../../link/connection.ts';
import { asList, asNumber, asText, unexpected } from '../../script/reply.ts';

/** What tells a duplicate from a conflict; hexadecimal, as session.lua reads it. */
export function digestOf(kind: EntryKind, sent: string): string {
  return hash('sha1', sentInput(kind, sent)).slice(0, 12);
}

/** An entry's arguments behind its digest: kind, by, body, visible, party, listed. What log.lua cannot derive itself is told. */
export function entryArgs(kind: EntryKind, by: Author, body: string): readonly string[] {
  const words = listText(kind, body);
  const party = kind === 'message' && by.kind !== 'system' ? by.kind : '';
  // A mark in front tells words that are empty from none.
  return [
    kind,
    authorJson(by),
    body,
    isVisibleToVisitor(kind) ? '1' : '0',
    party,
    words === undefined ? '' : `=${words}`,
  ];
}

/** An entry as it lies in the stream: its id, and names and values in the order that log.lua writes. */
export function storedEntry(reply: Reply): StoredEntry {
  const [id, fields] = asList(reply);
  const [, chain, , session, , seq, , at, , kind, , by, , body] = asList(fields);
  if (body === undefined) throw unexpected('an entry', reply);
  return {
    offset: Number.parseInt(asText(id), 10),
    chain: asText(chain),
    session: asText(session),
    seq: asNumber(seq),
    at: asNumber(at),
    kind: asText(kind) as EntryKind,
    by: JSON.parse(asText(by)) as Author,
    body: asText(body),
  };
}
