import { askedSince, usualMessageTargetMs } from '../../core/message-target.ts';
import type { ConversationRecord, JournalItem, LogState, Site } from '../../ports/index.ts';
import { storeTime } from '../conversation/route-floors.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { mailLater } from '../mail/answer.ts';
import type { RepParty, World } from '../types.ts';
import { repRef } from '../rep-ref.ts';

/** The first answer to what is by message: how long it took, and whether the site's target was kept. The key makes it one each time it turns. */
function messageAnswered(
  record: ConversationRecord,
  log: LogState,
  site: Pick<Site, 'messageTargetMs'> | undefined,
): readonly JournalItem[] {
  const { engagement, owner } = record;
  const { byMessage } = engagement ?? {};
  const at = log.lastRepMessageAt;
  if (engagement?.state !== 'by_message' || byMessage === undefined || at === undefined) return [];
  const asked = askedSince(byMessage, log);
  if (asked === undefined) return [];
  const tookMs = Math.max(0, at - asked);
  return [
    {
      key: `${engagement.id}/message_answered/${byMessage.at}`,
      kind: 'engagement.message_answered',
      visitor: record.visitor,
      conversation: record.conversation,
      engagement: engagement.id,
      ...(owner === undefined ? {} : { rep: owner.rep, team: owner.team }),
      tookMs,
      reason: tookMs <= (site?.messageTargetMs ?? usualMessageTargetMs) ? 'in_time' : 'late',
    },
  ];
}

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
  const { record, log } = await world.store.conversations.view(conversation);
  const engagement = record?.engagement;
  if (record === undefined || engagement === undefined || record.epoch !== epoch) return;
  const isAssigned = engagement.state === 'by_message' && engagement.acceptedAt === undefined;
  if (engagement.state === 'ringing' || isAssigned) {
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
    ...messageAnswered(record, log, world.directory().site(record.site)),
  ]);
  all.set(conversation, epoch);
}
