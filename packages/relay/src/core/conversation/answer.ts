import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { relayEntry, repAuthor } from '../entries.ts';
import { consequences, journal } from './consequences.ts';
import { requeued } from './requeue.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

type Accept = Extract<ConversationInput, { kind: 'accept' }>;
type Decline = Extract<ConversationInput, { kind: 'decline' }>;

function answered(record: ConversationRecord, engagement: Engagement): Effect {
  const { owner } = record;
  const who = owner === undefined ? {} : { rep: owner.rep, team: owner.team };
  return journal(record, engagement, 'engagement.answered', `answered/${record.epoch}`, who);
}

/** The rep answers the ring. The owner stays the same, so the epoch does. */
export function accept(record: ConversationRecord | undefined, { engagement: id, rep }: Accept, now: number): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.id !== id || record.owner?.rep !== rep.id) return { kind: 'refused', reason: 'not_ringing' };
  if (current.state === 'active') {
    return { kind: 'already', effects: [...consequences(record, now), answered(record, current)] };
  }
  if (current.state !== 'ringing') return { kind: 'refused', reason: 'not_ringing' };
  const { ringingUntil: _, ...rest } = current;
  const engagement: Engagement = { ...rest, state: 'active', tried: [], acceptedAt: now };
  const next: ConversationRecord = { ...record, lastRep: rep.id, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [
      relayEntry(`accepted/${id}/${record.epoch}`, 'engagement.accepted', repAuthor(rep), {
        engagement: id,
        rep: rep.id,
        name: rep.name,
      }),
    ],
    effects: [...consequences(next, now), answered(next, engagement)],
  };
}

/** The rep passes the ring on: the next one is asked. */
export function decline(
  record: ConversationRecord | undefined,
  { engagement: id, rep }: Decline,
  now: number,
): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.id !== id) return { kind: 'refused', reason: 'not_ringing' };
  if (current.state === 'ringing' && record.owner?.rep === rep.id) {
    return requeued(record, current, 'declined', repAuthor(rep));
  }
  if (current.state === 'queued' && current.tried.includes(rep.id)) {
    return { kind: 'already', effects: consequences(record, now) };
  }
  return { kind: 'refused', reason: 'not_ringing' };
}
