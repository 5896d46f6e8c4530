import type { Author } from '@tillside/protocol';
import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { relayEntry, repAuthor, systemAuthor } from '../entries.ts';
import { consequences, journal, unlist } from './consequences.ts';
import { slotOf } from './holds-slot.ts';
import type { ConversationInput, Effect, Outcome, Refusal, Under } from './types.ts';

type Resolve = Extract<ConversationInput, { kind: 'resolve' }>;

/** Why a rep's word about a conversation does not count; `undefined`: it does. */
export function notUnder({ owner, epoch }: ConversationRecord, under: Under): Refusal | undefined {
  if (owner?.rep !== under.rep.id) return 'not_owner';
  return epoch === under.epoch && owner.claim === under.claim ? undefined : 'fenced';
}

/** A talk that was taken up again ends again. */
const nth = ({ id, reopened }: Engagement) => (reopened === undefined ? id : `${id}/${reopened}`);

function resolvedItem(record: ConversationRecord, engagement: Engagement, { rep, disposition }: Resolve): Effect {
  const key = engagement.reopened === undefined ? 'resolved' : `resolved/${engagement.reopened}`;
  return journal(record, engagement, 'engagement.resolved', key, { rep: rep.id, reason: disposition });
}

/**
 * The owner ends the engagement. With time to wrap up, the rep keeps it and its slot for that long, while to the visitor it is over; else
 * nobody owns what is over: the epoch goes on and the slot is free.
 */
export function resolve(record: ConversationRecord | undefined, input: Resolve, now: number): Outcome {
  const { rep, epoch, disposition, wrapUpMs } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.state === 'resolved') {
    const isSame = record.epoch === epoch + 1 && current.disposition === disposition && record.lastRep === rep.id;
    return isSame
      ? { kind: 'already', effects: [resolvedItem(record, current, input)] }
      : { kind: 'refused', reason: 'not_active' };
  }
  const reason = notUnder(record, input);
  if (reason !== undefined) return { kind: 'refused', reason };
  if (current.state === 'ringing') return { kind: 'refused', reason: 'not_active' };
  if (current.state === 'wrap_up') {
    if (current.disposition !== disposition) return { kind: 'refused', reason: 'not_active' };
    return { kind: 'already', effects: [...consequences(record, now), resolvedItem(record, current, input)] };
  }
  const isWrappingUp = wrapUpMs > 0 && current.state === 'active';
  const engagement: Engagement = {
    ...current,
    state: isWrappingUp ? 'wrap_up' : 'resolved',
    resolvedAt: now,
    disposition,
    ...(isWrappingUp ? { wrapUpUntil: now + wrapUpMs } : {}),
  };
  const { owner: _, ...rest } = record;
  const next: ConversationRecord = isWrappingUp
    ? { ...record, lastRep: rep.id, engagement }
    : { ...rest, epoch: epoch + 1, lastRep: rep.id, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [
      relayEntry(`resolved/${nth(current)}`, 'engagement.resolved', repAuthor(rep), {
        engagement: current.id,
        disposition,
      }),
    ],
    effects: [
      ...(isWrappingUp ? consequences(next, now) : letGo(record, current)),
      resolvedItem(next, engagement, input),
    ],
  };
}

function letGo(record: ConversationRecord, current: Engagement): readonly Effect[] {
  if (current.state === 'by_message') return [unlist(current.teams)];
  return slotOf(record).map((slot): Effect => ({ kind: 'release', ...slot }));
}

/** The rep is done with it, or had the time for it. */
export function wrappedUp(record: ConversationRecord, current: Engagement, by: Author = systemAuthor): Outcome {
  const { owner: _, ...rest } = record;
  const { wrapUpUntil: _until, ...kept } = current;
  const next: ConversationRecord = {
    ...rest,
    epoch: record.epoch + 1,
    engagement: { ...kept, state: 'resolved' },
  };
  return {
    kind: 'changed',
    record: next,
    entries: [relayEntry(`wrapped_up/${nth(current)}`, 'engagement.wrapped_up', by, { engagement: current.id })],
    effects: letGo(record, current),
  };
}

export function endWrapUp(
  record: ConversationRecord | undefined,
  input: Extract<ConversationInput, { kind: 'end_wrap_up' }>,
): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  const isDone = current.state === 'resolved' && record.epoch === input.epoch + 1 && record.lastRep === input.rep.id;
  if (isDone) return { kind: 'already', effects: [] };
  const reason = notUnder(record, input);
  if (reason !== undefined) return { kind: 'refused', reason };
  if (current.state !== 'wrap_up') return { kind: 'refused', reason: 'not_active' };
  return wrappedUp(record, current, repAuthor(input.rep));
}

export function wrapUpOver(
  record: ConversationRecord | undefined,
  { epoch }: Extract<ConversationInput, { kind: 'wrap_up_over' }>,
  now: number,
): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  const isOver = current.state === 'wrap_up' && record.epoch === epoch && now >= (current.wrapUpUntil ?? 0);
  return isOver ? wrappedUp(record, current) : { kind: 'refused', reason: 'moved_on' };
}
