import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { conversationOf } from '../../core/ids.ts';
import { namelessRow } from '../../core/nameless.ts';
import { newVisitor } from '../../core/visitor.ts';
import { clearFloors } from '../../handlers/keeping/clear-floors.ts';
import { takeName } from '../../handlers/keeping/take-name.ts';
import type { KeptStore } from '../../ports/index.ts';
import { filesOf, ordersOf, rowsOf } from './gather.ts';
import type { Holdings } from './gather.ts';

export interface Erased {
  readonly entries: number;
  readonly files: number;
  readonly journalRows: number;
  readonly orders: number;
}

/** Within this time every node heard that the conversation is gone, and closed the visitor's sockets. */
const heardWithinMs = 1_000;
const patience = 50;

/** Leaves of the record that there was one, under a generation at which older credentials and mailed links are void. */
async function leaveNothing({ visitors }: KeptStore, visitor: string, site: string, now: number): Promise<void> {
  let current = await visitors.load(visitor);
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const generation = (current?.generation ?? 0) + 1;
    const isBlocked = current?.isBlocked ?? false;
    const bare = { ...newVisitor(visitor, site, now), generation, isBlocked, erasedAt: now };
    const result = await visitors.commit(bare, current?.revision ?? 0);
    if (result.kind === 'committed') return;
    current = result.current;
  }
  throw new Error(`${visitor}: lost ${patience} races in a row for the record`);
}

/** Ids of engagements hold the session that opened them: within one erasure each gets one other name. */
function createAlias(): (id: string) => string {
  const names = new Map<string, string>();
  return (id) => {
    const name = names.get(id) ?? `eng_${randomBytes(12).toString('hex')}`;
    names.set(id, name);
    return name;
  };
}

async function eraseJournal(holdings: Holdings, site: string, who: Who): Promise<number> {
  const alias = createAlias();
  let count = 0;
  for await (const rows of rowsOf(holdings, site, who)) {
    const amended = rows.map((row) => {
      const item = namelessRow(row, alias);
      return { number: row.number, ...(item === undefined ? {} : { item }) };
    });
    if (amended.length > 0) await holdings.store.keeping.amendJournal(site, amended);
    count += amended.length;
  }
  return count;
}

async function eraseOrders(holdings: Holdings, site: string, who: Who): Promise<number> {
  const orders = await ordersOf(holdings, site, who);
  for (const order of orders) await takeName(holdings.store, order);
  return orders.length;
}

interface Who {
  readonly visitor: string;
  readonly conversation: string;
}

/**
 * Erases all that is held of a visitor, and makes sure that it is in no file of the store either. Lines of the ledger and of the journal that bills
 * are written by stay, and name nobody. May be repeated, and goes on where it was cut off. `undefined`: nothing is held.
 *
 * @param now this machine's clock, written down as the day of it
 */
export async function eraseVisitor(holdings: Holdings, visitor: string, now: number): Promise<Erased | undefined> {
  const { store, files } = holdings;
  const { keeping, conversations } = store;
  const who: Who = { visitor, conversation: conversationOf(visitor) };
  const { conversation } = who;
  const view = await conversations.view(conversation);
  const site = (await store.visitors.load(visitor))?.site ?? view.record?.site;
  if (site === undefined) return undefined;

  // The names of letters that left are told by sessions, so these go last; and nobody comes back in while the rest goes.
  const sessions = await keeping.sessionsOf(visitor);
  await leaveNothing(store, visitor, site, now);
  await keeping.eraseMails(conversation, [visitor, conversation, ...sessions]);
  const theirs = await filesOf(holdings, conversation);
  for (const { id } of theirs) await files?.remove(id);
  await keeping.eraseConversation(site, conversation);
  await clearFloors(store, conversation);
  await delay(heardWithinMs);
  const journalRows = await eraseJournal(holdings, site, who);
  const orders = await eraseOrders(holdings, site, who);
  // What was on its way while the sockets closed.
  await keeping.eraseConversation(site, conversation);
  await clearFloors(store, conversation);
  await keeping.forgetLanes(visitor);
  await keeping.scrub(site);
  return { entries: view.log.top, files: theirs.length, journalRows, orders };
}
