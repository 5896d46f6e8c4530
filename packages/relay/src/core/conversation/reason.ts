import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { relayEntry, repAuthor } from '../entries.ts';
import { consequences, journal } from './consequences.ts';
import { notUnder } from './resolve.ts';
import type { ConversationInput, Outcome } from './types.ts';

/** The owner says what it is about. Whom it was put before stays so: the rep who has it transfers it if another should. */
export function setReason(
  record: ConversationRecord | undefined,
  input: Extract<ConversationInput, { kind: 'set_reason' }>,
  now: number,
): Outcome {
  const { rep, reason } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  const refusal = notUnder(record, input);
  if (refusal !== undefined) return { kind: 'refused', reason: refusal };
  if (current.reason === reason) return { kind: 'already', effects: consequences(record, now) };
  const engagement: Engagement = { ...current, reason };
  const next: ConversationRecord = { ...record, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [
      relayEntry(`reason/${current.id}/${now}/${reason}`, 'engagement.reason', repAuthor(rep), {
        engagement: current.id,
        reason,
      }),
    ],
    effects: [journal(next, engagement, 'engagement.reason', `reason/${now}/${reason}`, { reason, rep: rep.id })],
  };
}
