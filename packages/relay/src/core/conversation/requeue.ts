import type { Author } from '@tillside/protocol';
import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { relayEntry, systemAuthor } from '../entries.ts';
import { enqueue, journal } from './consequences.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

type Cause = 'no_answer' | 'rep_lost' | 'declined';

/**
 * The rep is not it: the conversation goes back to the old place in the queue (after a conversation that is its head) under a new epoch,
 * so that whatever the former owner still writes is fenced.
 */
export function requeued(
  record: ConversationRecord,
  current: Engagement,
  cause: Cause,
  by: Author = systemAuthor,
): Outcome {
  const { owner, ...rest } = record;
  const { ringingUntil: _until, acceptedAt: _accepted, ...kept } = current;
  const isVain = cause !== 'rep_lost' && owner !== undefined && !current.tried.includes(owner.rep);
  const engagement: Engagement = {
    ...kept,
    state: 'queued',
    tried: isVain ? [...current.tried, owner.rep] : current.tried,
  };
  const next: ConversationRecord = { ...rest, epoch: record.epoch + 1, engagement };
  const release: Effect[] = owner === undefined ? [] : [{ kind: 'release', team: owner.team, claim: owner.claim }];
  return {
    kind: 'changed',
    record: next,
    entries: [
      relayEntry(`queued/${current.id}/${next.epoch}`, 'engagement.queued', by, { engagement: current.id, cause }),
    ],
    effects: [
      enqueue(next, engagement),
      ...release,
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
  return isOver ? requeued(record, current, 'no_answer') : { kind: 'refused', reason: 'moved_on' };
}

/** The rep's grace is over. What waits by message has time: it keeps its rep. */
export function repLost(
  record: ConversationRecord | undefined,
  { epoch }: Extract<ConversationInput, { kind: 'rep_lost' }>,
): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (record.epoch !== epoch || record.owner === undefined) return { kind: 'refused', reason: 'moved_on' };
  if (current.state === 'by_message') return { kind: 'refused', reason: 'not_active' };
  return requeued(record, current, 'rep_lost');
}
