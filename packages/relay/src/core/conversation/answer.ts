import type { ConversationRecord } from '../../ports/index.ts';
import { repAuthor } from '../entries.ts';
import { consequences } from './consequences.ts';
import { requeued } from './requeue.ts';
import { answer, answeredAt } from './ring.ts';
import type { ConversationInput, Outcome } from './types.ts';

type Accept = Extract<ConversationInput, { kind: 'accept' }>;
type Decline = Extract<ConversationInput, { kind: 'decline' }>;

/** The rep answers the ring, or begins to answer a message that was assigned. The owner stays the same, so the epoch does. */
export function accept(record: ConversationRecord | undefined, { engagement: id, rep }: Accept, now: number): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.id !== id || record.owner?.rep !== rep.id) return { kind: 'refused', reason: 'not_ringing' };
  if (current.state === 'active') {
    return { kind: 'already', effects: [...consequences(record, now), answer(record, current, rep).effect] };
  }
  const isMessage = current.state === 'by_message';
  if (isMessage && current.acceptedAt !== undefined) return { kind: 'already', effects: consequences(record, now) };
  if (current.state !== 'ringing' && !isMessage) return { kind: 'refused', reason: 'not_ringing' };
  const engagement = isMessage ? { ...current, acceptedAt: now } : answeredAt(current, now);
  const next: ConversationRecord = { ...record, lastRep: rep.id, engagement };
  const { entry, effect } = answer(next, engagement, rep);
  return { kind: 'changed', record: next, entries: [entry], effects: [...consequences(next, now), effect] };
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
    return requeued(record, current, 'declined', now, repAuthor(rep));
  }
  if (current.state === 'queued' && current.tried.includes(rep.id)) {
    return { kind: 'already', effects: consequences(record, now) };
  }
  return { kind: 'refused', reason: 'not_ringing' };
}
