import { storeTime } from '../conversation/route-floors.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { mailLater } from '../mail/answer.ts';
import type { RepParty, World } from '../types.ts';
import { repRef } from '../rep-ref.ts';

/** By socket: under which epoch of a conversation the first reply is in the journal already. */
const noted = new WeakMap<RepParty, Map<string, number>>();
const remembered = 256;

/**
 * After a rep's word: a visitor who is gone is told by mail, the first one of an engagement goes into the journal, and one to a conversation that still rings answers the ring.
 * Looks at the record once per assignment and socket.
 */
export async function noteReply(
  conversation: string,
  { epoch, offset }: { readonly epoch: number; readonly offset: number },
  party: RepParty,
  world: World,
): Promise<void> {
  await mailLater(conversation, offset, party, world);
  let all = noted.get(party);
  if (all === undefined || all.size > remembered) noted.set(party, (all = new Map()));
  if (all.get(conversation) === epoch) return;
  const { record } = await world.store.conversations.view(conversation);
  const engagement = record?.engagement;
  if (record === undefined || engagement === undefined || record.epoch !== epoch) return;
  if (engagement.state === 'ringing') {
    const now = await storeTime(world, world.directory().site(record.site));
    const input = { kind: 'accept' as const, engagement: engagement.id, rep: repRef(party.rep, world) };
    await applyToConversation(conversation, () => input, now, world, { record });
  }
  await world.store.journal.append(record.site, [
    {
      key: `${engagement.id}/first_reply`,
      kind: 'engagement.first_reply',
      visitor: record.visitor,
      conversation,
      engagement: engagement.id,
      ...(engagement.invitation === undefined ? {} : { invitation: engagement.invitation }),
      ...(engagement.rule === undefined ? {} : { rule: engagement.rule }),
      team: party.team,
      rep: party.rep,
    },
  ]);
  all.set(conversation, epoch);
}
