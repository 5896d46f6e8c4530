import type { StoredEntry } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { asList } from '../script/reply.ts';
import { storedEntry } from '../scripts/lib/entry.ts';

/** Entries after an offset, in order. */
export async function readLog(
  link: Link,
  conversation: string,
  afterOffset: number,
  limit: number,
): Promise<readonly StoredEntry[]> {
  // The server takes a count of 0 for none given.
  if (limit <= 0) return [];
  const from = `${afterOffset + 1}-0`;
  return asList(await link.send(['XRANGE', keys.log(conversation), from, '+', 'COUNT', String(limit)])).map(
    storedEntry,
  );
}
