import { conversationOf } from '../../core/ids.ts';
import { hasName, hasVisit, namelessRow, namesSomebody, withoutVisit } from '../../core/nameless.ts';
import { cutoffsOf, isForgettable, isOver } from '../../core/retention.ts';
import type { JournalItem, JournalRow, KeepingPort, KeptFiles, OrderRecord, Site } from '../../ports/index.ts';
import type { World } from '../types.ts';
import { fileIdsIn } from './beginning.ts';
import { clearFloors } from './clear-floors.ts';
import { takeName } from './take-name.ts';

/** What the job works with. */
export interface Keeper {
  readonly world: World;
  readonly keeping: KeepingPort;
  /** Absent: this relay takes no files. */
  readonly files?: KeptFiles | undefined;
}

/** How much one step looks at: some milliseconds of the store's time. */
export const atOnce = 100;

export interface Step {
  readonly removed: number;
  /** Where the next one begins; absent: nothing is left. */
  readonly next?: number;
}

async function fileIdsOf({ world }: Keeper, conversation: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let after = 0;
  for (;;) {
    const page = await world.store.conversations.read(conversation, after, atOnce);
    ids.push(...fileIdsIn(page));
    const last = page.at(-1);
    if (last === undefined) return ids;
    after = last.offset;
  }
}

/** Its files go first: were it cut off between the two, nothing would name them any more. */
export async function forget(keeper: Keeper, site: string, conversation: string, before: number): Promise<boolean> {
  const { world, keeping, files } = keeper;
  const view = await world.store.conversations.view(conversation);
  if (!isOver(view, before)) return false;
  for (const id of await fileIdsOf(keeper, conversation)) await files?.remove(id);
  if (!(await keeping.eraseConversation(site, conversation, view.log.top))) return false;
  if (view.record?.engagement !== undefined && view.record.engagement.state !== 'resolved') {
    await clearFloors(world.store, conversation);
  }
  return true;
}

/** Conversations nobody wrote in for as long as the site keeps them. `after`: when the last one looked at was touched. */
export async function forgetConversations(keeper: Keeper, site: Site, after: number, now: number): Promise<Step> {
  const { names } = cutoffsOf(site, now);
  const found = await keeper.keeping.idle(site.id, after, names, atOnce);
  let removed = 0;
  for (const { conversation } of found) removed += (await forget(keeper, site.id, conversation, names)) ? 1 : 0;
  const last = found.at(-1);
  return { removed, ...(last === undefined || found.length < atOnce ? {} : { next: last.at }) };
}

/**
 * Goes over the journal from row `after` on, up to the first that is too young. What `amend` gives for a row takes its place; `undefined` takes it away;
 * the row itself leaves it.
 */
async function goOver(
  { keeping }: Keeper,
  site: string,
  after: number,
  before: number,
  amend: (row: JournalRow) => JournalItem | undefined,
): Promise<Step & { readonly upTo: number }> {
  const page = await keeping.journalAfter(site, after, atOnce);
  const end = page.findIndex(({ at }) => at >= before);
  const old = end === -1 ? page : page.slice(0, end);
  const changed = old.flatMap((row) => {
    const item = amend(row);
    if (item === row) return [];
    return [{ number: row.number, ...(item === undefined ? {} : { item }) }];
  });
  if (changed.length > 0) await keeping.amendJournal(site, changed);
  const upTo = old.at(-1)?.number ?? after;
  return { removed: changed.length, upTo, ...(end === -1 && page.length === atOnce ? { next: upTo } : {}) };
}

export function forgetVisits(keeper: Keeper, site: Site, after: number, now: number) {
  const { visits } = cutoffsOf(site, now);
  return goOver(keeper, site.id, after, visits, (row) => (hasVisit(row) ? withoutVisit(row) : row));
}

export function forgetNames(keeper: Keeper, site: Site, after: number, now: number) {
  const { names } = cutoffsOf(site, now);
  return goOver(keeper, site.id, after, names, (row) => (hasName(row) ? namelessRow(row) : row));
}

/** Lines of the ledger name nobody any more; resolves to how many did. Those from before `since` have lost their names already. */
export async function forgetBuyers(
  { world, keeping }: Keeper,
  orders: readonly OrderRecord[],
  since: number,
): Promise<number> {
  const named = orders.filter((order) => order.at >= since && namesSomebody(order));
  for (const order of named) await takeName({ ledger: world.store.ledger, keeping }, order);
  return named.length;
}

/** One page of visitors' records. */
export async function forgetVisitors(
  { world, keeping }: Keeper,
  from: string | undefined,
  now: number,
): Promise<{ readonly removed: number; readonly next?: string }> {
  const { records, next } = await keeping.visitors(from, atOnce);
  let removed = 0;
  for (const record of records) {
    const site = world.directory().site(record.site);
    if (site === undefined || !isForgettable(record, cutoffsOf(site, now).names, now)) continue;
    const { log } = await world.store.conversations.view(conversationOf(record.visitor));
    if (log.top === 0 && (await keeping.eraseVisitor(record.visitor, record.revision))) removed += 1;
  }
  return { removed, ...(next === undefined ? {} : { next }) };
}
