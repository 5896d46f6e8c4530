import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isOver } from '../core/retention.ts';
import { clearFloors } from '../handlers/keeping/clear-floors.ts';
import type { KeptStore, StoredEntry } from '../ports/index.ts';
import { fileReason, UsageError } from './host.ts';
import type { CliHost } from './host.ts';
import { pickSite } from './pick-site.ts';
import type { Given } from './syntax.ts';
import { allEntries } from './visitor/gather.ts';
import type { Holdings } from './visitor/gather.ts';
import { withBytes } from './visitor/gather-all.ts';
import { withHoldings } from './visitor/with-holdings.ts';

const dayMs = 86_400_000;
const atOnce = 100;

function daysOf(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(days >= 1)) throw new UsageError(`--older ${text}: expected a number of days, 1 or more.`);
  return days;
}

/** A conversation on one line, its files with their bytes in it. */
async function lineOf(holdings: Holdings, site: string, conversation: string, entries: readonly StoredEntry[]) {
  const ids = entries
    .filter(({ kind }) => kind === 'file')
    .map(({ body }) => (JSON.parse(body) as { readonly file: string }).file);
  const found = await Promise.all(ids.map(async (id) => holdings.files?.find(id)));
  const files = await Promise.all(found.filter((file) => file !== undefined).map((file) => withBytes(holdings, file)));
  const { record, log } = await holdings.store.conversations.view(conversation);
  const told = entries.map((entry) => ({ ...entry, body: JSON.parse(entry.body) as unknown }));
  return { ids, line: `${JSON.stringify({ conversation, site, record, log, entries: told, files })}\n` };
}

/** Written and on the disk before anything is taken out of the store. */
async function append(folder: string, name: string, line: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, name), 'a', 0o600);
    try {
      await file.writeFile(line);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new UsageError(`${join(folder, name)} was not written: ${fileReason(error)}.`, { cause: error });
  }
}

async function archive(holdings: Holdings, site: string, before: number, folder: string): Promise<number> {
  const { conversations, keeping }: KeptStore = holdings.store;
  let count = 0;
  let after = 0;
  for (;;) {
    const page = await keeping.idle(site, after, before, atOnce);
    for (const { conversation, at } of page) {
      const { log, record } = await conversations.view(conversation);
      const isOpen = record?.engagement !== undefined && record.engagement.state !== 'resolved';
      if (isOpen || !isOver({ log }, before)) continue;
      const { ids, line } = await lineOf(holdings, site, conversation, await allEntries(holdings, conversation));
      await append(folder, `${site}-${new Date(at).toISOString().slice(0, 7)}.ndjson`, line);
      if (!(await keeping.eraseConversation(site, conversation, log.top))) continue;
      for (const id of ids) await holdings.files?.remove(id);
      await clearFloors(holdings.store, conversation);
      count += 1;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < atOnce) return count;
    after = last.at;
  }
}

/**
 * Moves conversations that are over into files, one line each, by the month of their last word. Cut off between the two, a conversation is in the
 * file and in the store, and comes into the file again with the next run.
 */
export async function conversationArchive(host: CliHost, given: Given): Promise<void> {
  const days = daysOf(given.option('older') ?? '');
  const folder = resolve(given.option('to') ?? '');
  await withHoldings(host, async (holdings) => {
    const { sites } = await holdings.store.directory.load();
    const site = pickSite(sites, given.arg('SITE'));
    const count = await archive(holdings, site.id, Date.now() - days * dayMs, folder);
    const what = count === 1 ? '1 conversation' : `${count} conversations`;
    host.print(`${what} of ${site.id} moved to ${folder}.`);
  });
}
