import type { Author } from '@tillside/protocol';
import type { ConversationRecord, Engagement, QueueCause } from '../../ports/index.ts';
import { relayEntry, repAuthor, systemAuthor } from '../entries.ts';
import { enqueue, journal } from './consequences.ts';
import { slotOf } from './holds-slot.ts';
import { wrappedUp } from './resolve.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

/**
 * The rep is not it: the conversation goes back to the old place in the queue (after a conversation that is its head) under a new epoch,
 * so that whatever the former owner still writes is fenced. What was given to this rep alone is due to go back to who gave it.
 */
export function requeued(
  record: ConversationRecord,
  current: Engagement,
  cause: QueueCause,
  now: number,
  by: Author = systemAuthor,
): Outcome {
  const { owner, ...rest } = record;
  const { ringingUntil: _until, acceptedAt, transfer, ...kept } = current;
  const isVain = cause !== 'rep_lost' && owner !== undefined && !current.tried.includes(owner.rep);
  const wasTalking = acceptedAt !== undefined && (cause === 'rep_lost' || cause === 'handed_over');
  const engagement: Engagement = {
    ...kept,
    state: 'queued',
    tried: isVain ? [...current.tried, owner.rep] : current.tried,
    isReturned: true,
    returnedAt: now,
    ...(owner === undefined ? {} : { passedBy: { rep: owner.rep, cause } }),
    ...(owner === undefined || !wasTalking ? {} : { before: { rep: owner.rep, cause } }),
    ...(transfer === undefined
      ? {}
      : { transfer: transfer.to.rep === undefined ? transfer : { ...transfer, until: now } }),
  };
  const next: ConversationRecord = { ...rest, epoch: record.epoch + 1, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [
      relayEntry(`queued/${current.id}/${next.epoch}`, 'engagement.queued', by, { engagement: current.id, cause }),
    ],
    effects: [
      enqueue(next, engagement),
      ...slotOf(record).map((slot): Effect => ({ kind: 'release', ...slot })),
      journal(next, engagement, 'engagement.queued', `queued/${next.epoch}`, {
        reason: cause,
        ...(owner === undefined ? {} : { rep: owner.rep, team: owner.team }),
      }),
    ],
  };
}

/** The ring's time is over. */
export function noAnswer(
  record: ConversationRecord | undefined,
  { epoch }: Extract<ConversationInput, { kind: 'no_answer' }>,
  now: number,
): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.state !== 'ringing') return { kind: 'refused', reason: 'not_ringing' };
  const isOver = record.epoch === epoch && now >= (current.ringingUntil ?? 0);
  return isOver ? requeued(record, current, 'no_answer', now) : { kind: 'refused', reason: 'moved_on' };
}

/** The rep's grace is over. What waits by message has time: it keeps its rep. What was being wrapped up is over. */
export function repLost(
  record: ConversationRecord | undefined,
  { epoch }: Extract<ConversationInput, { kind: 'rep_lost' }>,
  now: number,
): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (record.epoch !== epoch || record.owner === undefined) return { kind: 'refused', reason: 'moved_on' };
  if (current.state === 'by_message') return { kind: 'refused', reason: 'not_active' };
  if (current.state === 'wrap_up') return wrappedUp(record, current);
  return requeued(record, current, 'rep_lost', now);
}

/** The rep goes away and leaves what is being talked about to others; what is by message stays. */
export function handOver(
  record: ConversationRecord | undefined,
  { epoch, rep }: Extract<ConversationInput, { kind: 'hand_over' }>,
  now: number,
): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (record.epoch !== epoch || record.owner?.rep !== rep.id) return { kind: 'refused', reason: 'moved_on' };
  if (current.state === 'wrap_up') return wrappedUp(record, current, repAuthor(rep));
  if (current.state !== 'active') return { kind: 'refused', reason: 'not_active' };
  return requeued(record, current, 'handed_over', now, repAuthor(rep));
}
