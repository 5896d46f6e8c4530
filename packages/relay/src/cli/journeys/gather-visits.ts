import { visitorOf } from '../../core/ids.ts';
import type { JournalPort, JournalRow } from '../../ports/index.ts';
import { PAGE_ROWS, readBack } from '../read-back.ts';

/** Page loads further apart belong to different visits. */
const VISIT_GAP_MS = 1_800_000;

/** What the journal holds of one visit, oldest first. */
export interface Visit {
  readonly visitor: string;
  readonly rows: readonly JournalRow[];
}

interface Open {
  readonly rows: JournalRow[];
  /** Of its oldest row so far. */
  at: number;
}

const visitorOfRow = ({ visitor, conversation }: JournalRow): string | undefined =>
  visitor ?? (conversation === undefined ? undefined : visitorOf(conversation));

/**
 * Reads a journal backwards and gives each visit (but try-outs) once all of it was read, the last to begin first. In memory are the visits of which a row lies
 * within half an hour of the row being read, however long the journal.
 */
export async function* gatherVisits(journal: JournalPort, site: string, sinceMs: number): AsyncGenerator<Visit> {
  const open = new Map<string, Open>();
  const close = (visitor: string, { rows }: Open): Visit => {
    open.delete(visitor);
    return { visitor, rows: rows.reverse() };
  };
  let count = 0;
  for await (const row of readBack(journal, site, sinceMs)) {
    const visitor = visitorOfRow(row);
    count += 1;
    if (count % PAGE_ROWS === 0) {
      for (const [one, visit] of open) if (visit.at - row.at >= VISIT_GAP_MS) yield close(one, visit);
    }
    if (visitor === undefined || row.isPreview) continue;
    let visit = open.get(visitor);
    if (visit && visit.at - row.at >= VISIT_GAP_MS) {
      yield close(visitor, visit);
      visit = undefined;
    }
    if (!visit) open.set(visitor, (visit = { rows: [], at: row.at }));
    visit.rows.push(row);
    visit.at = Math.min(visit.at, row.at);
  }
  for (const [visitor, visit] of open) yield close(visitor, visit);
}
