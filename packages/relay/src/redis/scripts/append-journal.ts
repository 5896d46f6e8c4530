import type { JournalItem, JournalRow, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, asRows, asText } from '../script/reply.ts';

const script = defineScript('append-journal', ['journal']);

/** A row as the scripts answer it. */
export function rowOf(number: number, at: Reply | undefined, item: Reply | undefined): JournalRow {
  return { ...(JSON.parse(asText(item)) as JournalItem), number, at: asNumber(at) };
}

/** A row as it lies in the stream. */
export function storedRow(reply: Reply): JournalRow {
  const [id, fields] = asList(reply);
  const [, at, , item] = asList(fields);
  return rowOf(Number.parseInt(asText(id), 10), at, item);
}

/** Appends what is not there yet; resolves to the rows of all items, in their order. */
export async function appendJournal(
  link: Link,
  site: string,
  items: readonly JournalItem[],
  nowMs: NowMs,
): Promise<readonly JournalRow[]> {
  const args = [site, ...items.flatMap((item) => [item.key, JSON.stringify(item)])];
  const reply = await script(link, [keys.journal(site), keys.journalKeys(site)], args, nowMs);
  return asRows(reply, 3).map(([number, at, item]) => rowOf(asNumber(number), at, item));
}
