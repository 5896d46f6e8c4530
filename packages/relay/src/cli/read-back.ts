import type { JournalPort, JournalRow } from '../ports/index.ts';

export const PAGE_ROWS = 500;

/** All rows of a site's journal from `sinceMs` on, newest first, a page at a time. */
export async function* readBack(journal: JournalPort, site: string, sinceMs: number): AsyncGenerator<JournalRow> {
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
