import type { Budget, JournalItem, JournalRow, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber } from '../script/reply.ts';
import { rowOf } from './append-journal.ts';

const script = defineScript('append-within', ['journal', 'budget']);

/** Appends `items` within the day's budget, else `instead`; resolves to the row under the first item's key. */
export async function appendWithin(
  link: Link,
  site: string,
  { name, most }: Budget,
  items: readonly JournalItem[],
  instead: JournalItem,
  nowMs: NowMs,
): Promise<JournalRow> {
  const rows = items.flatMap((item) => [item.key, JSON.stringify(item)]);
  const args = [site, name, String(most), JSON.stringify(instead), ...rows];
  const [number, at, item] = asList(
    await script(link, [keys.journal(site), keys.journalKeys(site), keys.budgets(site)], args, nowMs),
  );
  return rowOf(asNumber(number), at, item);
}
