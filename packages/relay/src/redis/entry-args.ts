import { createHash } from 'node:crypto';
import { isVisibleToVisitor } from '@tillside/protocol';
import type { Author, EntryKind } from '@tillside/protocol';
import { authorJson, listText, sentInput } from '../ports/log-rules.ts';

const sha1 = (input: string) => createHash('sha1').update(input).digest('hex').slice(0, 12);

/** What tells a duplicate from a conflict. */
export function digestOf(kind: EntryKind | 'lane', sent: string): string {
  return sha1(kind === 'lane' ? sent : sentInput(kind, sent));
}

/** What the scripts cannot derive themselves: whether the visitor may see it, whose message it is, and its words for lists. */
export function derivedArgs(
  kind: EntryKind,
  by: Author,
  body: string,
): readonly [by: string, body: string, visible: string, party: string, listed: string] {
  const words = listText(kind, body);
  const party = kind === 'message' && (by.kind === 'visitor' || by.kind === 'rep') ? by.kind : '';
  // A leading mark tells "no words" from words that are empty.
  return [authorJson(by), body, isVisibleToVisitor(kind) ? '1' : '0', party, words === undefined ? '' : `=${words}`];
}
