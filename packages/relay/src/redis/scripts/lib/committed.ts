import type { CommitResult } from '../../../ports/index.ts';
import type { Reply } from '../../link/connection.ts';
import { asDocument, asList, asNumber, unexpected } from '../../script/reply.ts';

/** The answer of every script that replaces a document: `committed` at, or `stale` and the document that stands. */
export function committed<T>(reply: Reply | undefined, revision: number): CommitResult<T> {
  const [kind, detail] = asList(reply);
  switch (kind) {
    case 'committed':
      return { kind, at: asNumber(detail), revision };
    case 'stale':
      return { kind, current: asDocument<T>(detail) };
    default:
      throw unexpected('what became of a commit', reply);
  }
}
