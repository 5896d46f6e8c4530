import type { EntryBodies } from '@tillside/protocol';
import { systemAuthor } from '../../core/entries.ts';
import { conversationOf } from '../../core/ids.ts';
import { countOffer } from '../../core/offers.ts';
import { rememberLast } from '../../core/visitor.ts';
import type { JournalItem, OrderRecord } from '../../ports/index.ts';
import type { OrderTelling } from '../../core/orders.ts';
import type { World } from '../types.ts';
import { changeVisitor } from '../visitor-record.ts';

/** What follows an order's record: the journal, the visitor's list, and a line in the conversation the visitor had. May be repeated. */
export async function followOrder(
  record: OrderRecord,
  { source, offer }: Pick<OrderTelling, 'source' | 'offer'>,
  world: World,
): Promise<void> {
  const { visitor, site, key } = record;
  await world.store.journal.append(site, [itemOf(record, source)]);
  if (visitor === undefined) return;
  await changeVisitor(
    { visitor, site },
    record.at,
    (known) => {
      if (known.orders.includes(key)) return undefined;
      const counted = offer === undefined ? known : countOffer(known, offer, 'redeemed', 1);
      return { ...counted, orders: rememberLast(known.orders, key) };
    },
    world,
  );
  await writeEntry(record, visitor, world);
}

function itemOf(record: OrderRecord, source: OrderTelling['source']): JournalItem {
  const { key, order, visitor, invitation, rule, rep, value, currency, bounty, credit } = record;
  const kind = source === 'server' ? 'order.confirmed' : 'order.reported';
  return {
    key: `${kind}/${key}`,
    kind,
    order,
    value,
    currency,
    bounty,
    reason: credit,
    ...(visitor === undefined ? {} : { visitor, conversation: conversationOf(visitor) }),
    ...(invitation === undefined ? {} : { invitation }),
    ...(rule === undefined ? {} : { rule }),
    ...(rep === undefined ? {} : { rep }),
  };
}

/** Where there is a conversation, its rep sees the order in it: once as reported and once as confirmed. */
async function writeEntry(record: OrderRecord, visitor: string, world: World): Promise<void> {
  const conversation = conversationOf(visitor);
  const { log } = await world.store.conversations.view(conversation);
  if (log.top === 0) return;
  const { order, transactionId, value, currency, status, credit, bounty } = record;
  const content: EntryBodies['order'] = {
    order,
    ...(transactionId === undefined ? {} : { transactionId }),
    value,
    currency,
    isConfirmed: status === 'confirmed',
    credit,
    bounty,
  };
  const body = JSON.stringify(content);
  await world.store.conversations.append({
    conversation,
    session: `relay/order/${order}/${status}`,
    seq: 1,
    kind: 'order',
    by: systemAuthor,
    body,
    // Whatever is told again about it, it is this one entry.
    sent: `${order}/${status}`,
  });
  await world.store.conversations.touch(record.site, conversation);
}
