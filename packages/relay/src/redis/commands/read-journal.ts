import type { JournalRow } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { asList } from '../script/reply.ts';
import { amendedRow } from '../scripts/amend-journal.ts';
import { storedRow } from '../scripts/append-journal.ts';
import { readSealed } from '../scripts/read-sealed.ts';

/**
 * Rows by number. They lie in the stream, or, where they were amended, beside it: either has the others' gaps. Looked for beside it last: one that is
 * amended meanwhile is found twice, and not not at all.
 */
async function both(link: Link, stream: readonly string[], beside: readonly string[]) {
  const [rows, amended] = await Promise.all([link.send(stream), link.send(beside)]);
  const found = [...asList(rows).map(storedRow), ...asList(amended).map(amendedRow)];
  return new Map(found.map((row) => [row.number, row]));
}

/** Newest first, numbers strictly below `before`. */
export async function readJournal(
  link: Link,
  site: string,
  before: number | undefined,
  limit: number,
): Promise<readonly JournalRow[]> {
  // The server takes a count of 0 for none given, and refuses what lies below its smallest id.
  if (limit <= 0 || (before ?? 1) <= 0) return [];
  const [end, score] = before === undefined ? ['+', '+inf'] : [`(${before}-0`, `(${before}`];
  const rows = await both(
    link,
    ['XREVRANGE', keys.journal(site), end, '-', 'COUNT', String(limit)],
    ['ZREVRANGEBYSCORE', keys.amended(site), score, '-inf', 'LIMIT', '0', String(limit)],
  );
  const found = [...rows.values()].sort((a, b) => b.number - a.number).slice(0, limit);
  // What is sealed is older than all else.
  for (let end = found.at(-1)?.number ?? before ?? Number.MAX_SAFE_INTEGER; found.length < limit;) {
    const sealed = await readSealed(link, site, 'before', end);
    if (sealed.length === 0) break;
    found.push(...sealed.slice(0, limit - found.length));
    end = sealed.at(-1)?.number ?? 0;
  }
  return found;
}

/** Oldest first, numbers strictly above `after`. */
export async function journalAfter(
  link: Link,
  site: string,
  after: number,
  limit: number,
): Promise<readonly JournalRow[]> {
  if (limit <= 0) return [];
  const found = await both(
    link,
    ['XRANGE', keys.journal(site), `(${after}-0`, '+', 'COUNT', String(limit)],
    ['ZRANGEBYSCORE', keys.amended(site), `(${after}`, '+inf', 'LIMIT', '0', String(limit)],
  );
  // What is sealed is looked for last of all, for the same reason.
  for (let from = after, count = 0; count < limit;) {
    const sealed = await readSealed(link, site, 'after', from);
    if (sealed.length === 0) break;
    for (const row of sealed) found.set(row.number, row);
    count += sealed.length;
    from = sealed.at(-1)?.number ?? from;
  }
  return [...found.values()].sort((a, b) => a.number - b.number).slice(0, limit);
}
