import type { ActivityAnswer } from '@tillside/protocol';
import { activityOf, isActivity } from '../../core/activity.ts';
import type { JournalPort } from '../../ports/index.ts';

const page = 50;
/** So many pages of nothing but recorded journeys are passed over in one answer; the next one goes on behind them. */
const mostPages = 20;

/** A page of what happened on a site, newest first, below a number of its journal. It holds something, unless there is nothing more. */
export async function recentActivity(
  journal: JournalPort,
  site: string,
  before: number | undefined,
): Promise<ActivityAnswer> {
  let from = before;
  for (let looked = 1; ; looked += 1) {
    const rows = await journal.read(site, from, page);
    const last = rows.at(-1);
    const items = rows.filter(isActivity).map((row) => activityOf(site, row));
    const next = rows.length < page || last === undefined ? undefined : last.number;
    if (items.length > 0 || next === undefined || looked === mostPages)
      return { items, ...(next === undefined ? {} : { next }) };
    from = next;
  }
}
