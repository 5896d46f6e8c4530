import { visitorOf } from '../../core/ids.ts';
import { lookedAt } from '../looked.ts';
import type { RepParty, World } from '../types.ts';

/** A visitor who is here reads the answer within this; only then a letter tells of it. Milliseconds. */
const afterMs = 120_000;

/**
 * A rep wrote into a conversation that is by message: a visitor who left an address and does not read it soon is told by mail, once until
 * the visitor comes back. Whether it was read is looked up when the letter is due.
 */
export async function mailLater(conversation: string, offset: number, party: RepParty, world: World): Promise<void> {
  // Most conversations are live, and this socket was told so.
  const state = lookedAt(party, conversation).record?.engagement?.state;
  if (world.mail === undefined || offset === 0 || (state !== undefined && state !== 'by_message')) return;
  const { record, log } = await world.store.conversations.view(conversation);
  if (record?.engagement?.state !== 'by_message') return;
  const visitor = await world.store.visitors.load(visitorOf(conversation));
  if (visitor?.email === undefined) return;
  const { site } = record;
  // As far as the visitor has read: until that moves, one letter is enough.
  const key = `answer/${conversation}/${log.readBy.visitor}`;
  await world.store.mails.put({ key, kind: 'answer', site, conversation, to: visitor.email, offset }, afterMs);
}
