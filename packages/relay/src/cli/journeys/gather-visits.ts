import { visitorOf } from '../../core/ids.ts';
import type { JournalPort, JournalRow } from '../../ports/index.ts';

/** Page loads further apart belong to different visits. */
const VISIT_GAP_MS = 1_800_000;
const PAGE_ROWS = 500;

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

/** All rows from `sinceMs` on, newest first. */
async function* readBack(journal: JournalPort, site: string, sinceMs: number): AsyncGenerator<JournalRow> {
  let before: number | undefined;
  for (;;) {
    const rows = await journal.read(site, before, PAGE_ROWS);
    for (const row of rows) if (row.at >= sinceMs) yield row;
    const last = rows.at(-1);
    // Numbers order the journal, times may differ by a clock's step: one page more is read than is needed.
    if (!last || rows.every((row) => row.at < sinceMs)) return;
    before = last.number;
  }
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
