import type { JournalPort, JournalRow } from '../../ports/index.ts';

/** How many lines are looked through, once the place is found. */
const MOST = 2_000;
const PAGE = 500;
/** An answer and the line before it may carry times of two nodes. */
const SLACK_MS = 60_000;

/** A number above every line that is not younger than `at`, and above one more at most. The journal is in the order of its times. */
async function numberAfter(journal: JournalPort, site: string, at: number): Promise<number> {
  const [top] = await journal.read(site, undefined, 1);
  if (top === undefined || top.at <= at) return (top?.number ?? 0) + 1;
  let older = 1;
  let younger = top.number;
  while (younger - older > 1) {
    const middle = Math.floor((older + younger) / 2);
    const [row] = await journal.read(site, middle, 1);
    if (row === undefined || row.at <= at) older = middle;
    else younger = middle;
  }
  return younger;
}

/**
 * The line that granted an invitation, with its trace. There is no index by invitation: a console asks seldom, and the place is found by time in as many
 * reads as the journal's length has binary digits.
 *
 * @param at when it was granted or answered, by the store's clock
 */
export async function findGranted(
  journal: JournalPort,
  site: string,
  invitation: string,
  at: number,
): Promise<JournalRow | undefined> {
  let before = await numberAfter(journal, site, at + SLACK_MS);
  for (let looked = 0; looked < MOST; looked += PAGE) {
    const rows = await journal.read(site, before, PAGE);
    const found = rows.find((row) => row.kind === 'invitation.granted' && row.invitation === invitation);
    const last = rows.at(-1);
    if (found !== undefined || last === undefined) return found;
    before = last.number;
  }
  return undefined;
}
