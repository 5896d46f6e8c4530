import type { RefusalCodeName } from '@tillside/protocol';
import type { ConversationInput, Refusal, Under } from '../../core/conversation/types.ts';
import type { ConversationRecord } from '../../ports/index.ts';
import { done, refuse } from '../answer.ts';
import { recordFor } from '../authority.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { storeTime } from '../conversation/route-floors.ts';
import { repRef } from '../rep-ref.ts';
import type { RepParty, World } from '../types.ts';
import { assignmentOf, raiseTo } from './assignment.ts';
import type { Named } from './assignment.ts';

/** How the core's reasons are said on the wire. */
const codes: Readonly<Record<Refusal, RefusalCodeName>> = {
  no_engagement: 'not_ringing',
  not_ringing: 'not_ringing',
  not_queued: 'not_ringing',
  not_by_message: 'not_ringing',
  not_active: 'denied',
  not_owner: 'not_owner',
  fenced: 'fenced',
  too_often: 'too_often',
  moved_on: 'fenced',
};

/** The assignment that a frame names. */
export function underOf(frame: Required<Named>, party: RepParty, world: World): Under {
  return { ...assignmentOf(frame, party), rep: repRef(party.rep, world) };
}

/**
 * A rep's command to a conversation of a site that the rep's team serves. It is answered by `done` once it took effect, also when it had
 * taken effect before.
 *
 * @param decide the step, or the code by which the command is refused
 */
export async function command(
  frame: { readonly ref: number } & Named,
  party: RepParty,
  world: World,
  decide: (
    record: ConversationRecord,
    now: number,
  ) => ConversationInput | RefusalCodeName | Promise<ConversationInput | RefusalCodeName>,
): Promise<void> {
  const found = await recordFor(party, frame.conversation, world);
  if (found === undefined) return refuse(party, frame, 'unknown_conversation');
  const record = (await raiseTo(frame, found.epoch, party, world)) ?? found;
  const now = await storeTime(world, world.directory().site(record.site));
  const input = await decide(record, now);
  if (typeof input === 'string') return refuse(party, frame, input);
  const { outcome } = await applyToConversation(frame.conversation, () => input, now, world, { record });
  if (outcome?.kind === 'refused') return refuse(party, frame, codes[outcome.reason]);
  return done(party, frame.ref);
}
