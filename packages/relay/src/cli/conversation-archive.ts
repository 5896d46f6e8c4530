import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isUnderWay } from '../core/engagement.ts';
import { isOver } from '../core/retention.ts';
import { fileIdsIn, readBeginning } from '../handlers/keeping/beginning.ts';
import { clearFloors } from '../handlers/keeping/clear-floors.ts';
import type { StoredEntry } from '../ports/index.ts';
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

/** A conversation, or its beginning, on one line, its files with their bytes in it. */
async function lineOf(holdings: Holdings, about: object, entries: readonly StoredEntry[]): Promise<string> {
  const found = await Promise.all(fileIdsIn(entries).map(async (id) => holdings.files?.find(id)));
  const files = await Promise.all(found.filter((file) => file !== undefined).map((file) => withBytes(holdings, file)));
  const told = entries.map((entry) => ({ ...entry, body: JSON.parse(entry.body) as unknown }));
  return `${JSON.stringify({ ...about, entries: told, files })}\n`;
}

/** By the month of the last word in it. */
const fileOf = (site: string, at: number) => `${site}-${new Date(at).toISOString().slice(0, 7)}.ndjson`;

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

/** Both instants left out. */
async function* touchedBetween({ store }: Holdings, site: string, after: number, before: number) {
  for (let from = after; ;) {
    const page = await store.keeping.idle(site, from, before, atOnce);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < atOnce) return;
    from = last.at;
  }
}

interface Archiving {
  readonly site: string;
  /** What was said by then. Milliseconds since the epoch. */
  readonly before: number;
  readonly folder: string;
}

/** Conversations in which nobody wrote since, whole. */
async function archiveWhole(holdings: Holdings, { site, before, folder }: Archiving): Promise<number> {
  const { conversations, keeping } = holdings.store;
  let count = 0;
  for await (const { conversation, at } of touchedBetween(holdings, site, 0, before)) {
    const { log, record } = await conversations.view(conversation);
    if (isUnderWay(record?.engagement) || !isOver({ log }, before)) continue;
    const entries = await allEntries(holdings, conversation);
    await append(folder, fileOf(site, at), await lineOf(holdings, { conversation, site, record, log }, entries));
    if (!(await keeping.eraseConversation(site, conversation, log.top))) continue;
    for (const id of fileIdsIn(entries)) await holdings.files?.remove(id);
    await clearFloors(holdings.store, conversation);
    count += 1;
  }
  return count;
}

/** Of those that went on since, what was said before, up to the last engagement: their threads begin later from then on. */
async function archiveBeginnings(holdings: Holdings, { site, before, folder }: Archiving): Promise<number> {
  const { conversations, keeping } = holdings.store;
  let count = 0;
  for await (const { conversation } of touchedBetween(holdings, site, before - 1, Number.MAX_SAFE_INTEGER)) {
    const view = await conversations.view(conversation);
    const { log, record } = view;
    if (isUnderWay(record?.engagement)) continue;
    const entries = await readBeginning(conversations, conversation, view, before);
    const last = entries.at(-1);
    if (last === undefined) continue;
    const line = await lineOf(holdings, { conversation, site, isPart: true, record, log }, entries);
    await append(folder, fileOf(site, last.at), line);
    if (!(await keeping.compact(conversation, log.top, record?.revision ?? 0, last.offset))) continue;
    for (const id of fileIdsIn(entries)) await holdings.files?.remove(id);
    count += 1;
  }
  return count;
}

/**
 * Moves conversations that are over, and the beginnings of those that went on, into files, one line each, by the month of their last word. Cut off between
 * the two, one is in the file and in the store, and comes into the file again with the next run.
 */
export async function conversationArchive(host: CliHost, given: Given): Promise<void> {
  const days = daysOf(given.option('older') ?? '');
  const folder = resolve(given.option('to') ?? '');
  await withHoldings(host, async (holdings) => {
    const { sites } = await holdings.store.directory.load();
    const site = pickSite(sites, given.arg('SITE'));
    const archiving = { site: site.id, before: Date.now() - days * dayMs, folder };
    const count = await archiveWhole(holdings, archiving);
    const parts = await archiveBeginnings(holdings, archiving);
    const what = count === 1 ? '1 conversation' : `${count} conversations`;
    const more = parts === 0 ? '' : `, and of ${parts} that went on what was said before`;
    host.print(`${what} of ${site.id} moved to ${folder}${more}.`);
  });
}
