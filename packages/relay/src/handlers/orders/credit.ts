import { limits } from '@tillside/protocol';
import { aboutOrders, creditOf, repliesIn } from '../../core/attribution.ts';
import type { Credit } from '../../core/attribution.ts';
import { conversationOf } from '../../core/ids.ts';
import type { Site, StoredEntry } from '../../ports/index.ts';
import type { World } from '../types.ts';

/** How far back the log is read: two full engagements, the current one and the one before. */
const lookBack = 2 * limits.engagementEntries;

/** Whose work an order at `at` is, from the visitor's invitations and the log. */
export async function creditFor(site: Site, visitor: string, at: number, world: World): Promise<Credit> {
  const conversation = conversationOf(visitor);
  const { windowMs } = site.tariff;
  const [record, { log }] = await Promise.all([
    world.store.visitors.load(visitor),
    world.store.conversations.view(conversation),
  ]);
  const { firstRepMessageAt: first, lastRepMessageAt: last } = log;
  // Nobody replied, or only before the window or after the order: the log has nothing to add.
  if (first === undefined || last === undefined || first > at || last < at - windowMs) return { credit: 'none' };
  const entries: StoredEntry[] = [];
  let after = Math.max(0, log.top - lookBack);
  for (;;) {
    const page = await world.store.conversations.read(conversation, after, limits.pageEntries);
    entries.push(...page);
    const end = page.at(-1);
    if (end === undefined || page.length < limits.pageEntries) break;
    after = end.offset;
  }
  return creditOf({
    at,
    windowMs,
    invitations: record?.invitations ?? [],
    replies: repliesIn(entries),
    aboutOrders: aboutOrders(entries),
  });
}
