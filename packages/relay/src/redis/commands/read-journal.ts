import type { JournalRow } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { asList } from '../script/reply.ts';
import { storedRow } from '../scripts/append-journal.ts';

/** Newest first, numbers strictly below `before`. */
export async function readJournal(
  link: Link,
  site: string,
  before: number | undefined,
  limit: number,
): Promise<readonly JournalRow[]> {
  // The server takes a count of 0 for none given, and refuses what lies below its smallest id.
  if (limit <= 0 || (before ?? 1) <= 0) return [];
  const end = before === undefined ? '+' : `(${before}-0`;
  const rows = asList(await link.send(['XREVRANGE', keys.journal(site), end, '-', 'COUNT', String(limit)]));
  return rows.map(storedRow);
}
