import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('rebuild-journal', ['journal']);

/** So many at once take the server a few milliseconds. */
const rowsAtOnce = '500';
const copyKeptMs = '600000';

/** Writes a site's journal anew; nobody waits for more than a piece of it. */
export async function rebuildJournal(link: Link, site: string): Promise<void> {
  while ((await script(link, [keys.journal(site), keys.journalCopy(site)], [rowsAtOnce, copyKeptMs])) !== 1);
}
