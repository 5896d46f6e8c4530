import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { relayEntry, repAuthor } from '../entries.ts';
import { journal, unlist } from './consequences.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

type Resolve = Extract<ConversationInput, { kind: 'resolve' }>;

function resolvedItem(record: ConversationRecord, engagement: Engagement, { rep, disposition }: Resolve): Effect {
  return journal(record, engagement, 'engagement.resolved', 'resolved', { rep: rep.id, reason: disposition });
}

/** The owner ends the engagement. Nobody owns what is over: the epoch goes on and the slot is free. */
export function resolve(record: ConversationRecord | undefined, input: Resolve, now: number): Outcome {
  const { rep, epoch, claim, disposition } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  const { owner, ...rest } = record;
  if (current.state === 'resolved') {
    const isSame = record.epoch === epoch + 1 && current.disposition === disposition && record.lastRep === rep.id;
    return isSame
      ? { kind: 'already', effects: [resolvedItem(record, current, input)] }
      : { kind: 'refused', reason: 'not_active' };
  }
  if (owner?.rep !== rep.id) return { kind: 'refused', reason: 'not_owner' };
  if (record.epoch !== epoch || owner.claim !== claim) return { kind: 'refused', reason: 'fenced' };
  if (current.state === 'ringing') return { kind: 'refused', reason: 'not_active' };
  const engagement: Engagement = { ...current, state: 'resolved', resolvedAt: now, disposition };
  const next: ConversationRecord = { ...rest, epoch: epoch + 1, lastRep: rep.id, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [
      relayEntry(`resolved/${current.id}`, 'engagement.resolved', repAuthor(rep), {
        engagement: current.id,
        disposition,
      }),
    ],
    effects: [
      ...(current.state === 'by_message'
        ? [unlist(current.teams)]
        : [{ kind: 'release' as const, team: owner.team, claim: owner.claim }]),
      resolvedItem(next, engagement, input),
    ],
  };
}
