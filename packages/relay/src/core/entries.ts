import type { Author, EntryBodies, EntryKind } from '@tillside/protocol';
import type { RelayEntry } from '../ports/index.ts';

/** A rep as an entry names one: the public name, fixed at the time it was written. */
export interface RepRef {
  readonly id: string;
  readonly name: string;
}

export const systemAuthor: Author = { kind: 'system', id: 'relay' };

export function repAuthor(rep: RepRef): Author {
  return { kind: 'rep', id: rep.id, name: rep.name };
}

/** An entry of the relay's own. Its cause names what made it, so that a second attempt is a duplicate (protocol rule 8). */
export function relayEntry<Kind extends EntryKind>(
  cause: string,
  kind: Kind,
  by: Author,
  body: EntryBodies[Kind],
): RelayEntry {
  return { cause, kind, by, body: JSON.stringify(body) };
}
