import type { Author } from '@tillside/protocol';
import type { ConversationRecord, Engagement, RelayEntry, TurnCause } from '../../ports/index.ts';
import { relayEntry, repAuthor, systemAuthor } from '../entries.ts';
import { consequences, enqueue, journal, overflowed, unlist } from './consequences.ts';
import { slotOf } from './holds-slot.ts';
import { notUnder } from './resolve.ts';
import { answer } from './ring.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

type GoLive = Extract<ConversationInput, { kind: 'go_live' }>;
type PickUp = Extract<ConversationInput, { kind: 'pick_up' }>;
type Assign = Extract<ConversationInput, { kind: 'assign' }>;
type Turn = Extract<ConversationInput, { kind: 'turn' }>;
type Leave = Extract<ConversationInput, { kind: 'leave_by_message' }>;

/** The line of the journal that says so; once each time it turns. */
export function byMessageItem(record: ConversationRecord, engagement: Engagement): Effect {
  const { byMessage } = engagement;
  return journal(record, engagement, 'engagement.by_message', `by_message/${byMessage?.at ?? engagement.openedAt}`, {
    ...(byMessage === undefined ? {} : { reason: byMessage.cause }),
    ...(record.owner === undefined ? {} : { rep: record.owner.rep, team: record.owner.team }),
  });
}

function byMessageEntry({ id }: Engagement, cause: TurnCause, now: number, by: Author): RelayEntry {
  return relayEntry(`by_message/${id}/${now}`, 'engagement.by_message', by, { engagement: id, cause });
}

/** It goes on by message. Whoever has it keeps it, without a slot; whoever waits in a queue leaves it. */
export function turnByMessage(
  record: ConversationRecord,
  current: Engagement,
  cause: TurnCause,
  now: number,
  by: Author = systemAuthor,
): Outcome {
  const {
    queuedAt: _queued,
    transfer: _transfer,
    passedBy: _passed,
    isReturned: _returned,
    returnedAt: _at,
    ...kept
  } = current;
  const engagement: Engagement = { ...kept, state: 'by_message', tried: [], byMessage: { at: now, cause } };
  const next: ConversationRecord = { ...record, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [byMessageEntry(current, cause, now, by)],
    effects: [
      ...(current.state === 'queued' ? [{ kind: 'dequeue' as const, teams: current.teams }] : []),
      ...slotOf(record).map((slot): Effect => ({ kind: 'release', ...slot })),
      ...consequences(next, now),
      byMessageItem(next, engagement),
    ],
  };
}

/** The visitor does not answer, and the slot is for others; or nobody is there, and waiting is in vain. */
export function turn(record: ConversationRecord | undefined, { cause, epoch }: Turn, now: number): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.state !== (cause === 'idle' ? 'active' : 'queued')) return { kind: 'refused', reason: 'not_active' };
  if (record.epoch !== epoch) return { kind: 'refused', reason: 'moved_on' };
  return turnByMessage(record, current, cause, now);
}

export function leaveByMessage(record: ConversationRecord | undefined, input: Leave, now: number): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  const reason = notUnder(record, input);
  if (reason !== undefined) return { kind: 'refused', reason };
  if (current.state === 'by_message') return { kind: 'already', effects: consequences(record, now) };
  if (current.state !== 'active') return { kind: 'refused', reason: 'not_active' };
  return turnByMessage(record, current, 'rep', now, repAuthor(input.rep));
}

/** The engagement as it waits in queues from now on; who had it is rung before others. */
export function liveAgain(
  { engagement: current, owner }: Pick<ConversationRecord, 'owner'> & { readonly engagement: Engagement },
  { teams, overflows }: Pick<GoLive, 'teams' | 'overflows'>,
  now: number,
): Engagement {
  const { acceptedAt: _accepted, byMessage: _by, before: _before, overflows: _over, ...kept } = current;
  return {
    ...kept,
    state: 'queued',
    queuedAt: now,
    teams,
    ...(overflows === undefined ? {} : { overflows }),
    tried: [],
    ...(owner === undefined ? {} : { prefer: owner.rep, before: { rep: owner.rep, cause: 'went_live' } }),
  };
}

/** The record without its owner, who is remembered as the last to have it. */
function disowned({ owner, ...rest }: ConversationRecord): ConversationRecord {
  return owner === undefined ? rest : { ...rest, epoch: rest.epoch + 1, lastRep: owner.rep };
}

/** The visitor is here again: what was by message is put before somebody, first before whose it is. */
export function goLive(record: ConversationRecord | undefined, input: GoLive, now: number): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.state !== 'by_message') return { kind: 'refused', reason: 'not_by_message' };
  const engagement = liveAgain({ engagement: current, ...ownerOf(record) }, input, now);
  const next: ConversationRecord = { ...disowned(record), engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [],
    effects: [
      enqueue(next, engagement),
      unlist(current.teams),
      ...overflowed(next, engagement, Object.keys(engagement.overflows ?? {})),
    ],
  };
}

export function ownerOf({ owner }: ConversationRecord): Pick<ConversationRecord, 'owner'> {
  return owner === undefined ? {} : { owner };
}

/** The record with this owner, by message: a new owner, so a new epoch. */
export function ownedBy(
  record: ConversationRecord,
  current: Engagement,
  { rep, team, claim }: { readonly rep: string; readonly team: string; readonly claim: string },
): ConversationRecord & { readonly engagement: Engagement } {
  const teams = current.teams.includes(team) ? current.teams : [...current.teams, team];
  return { ...record, epoch: record.epoch + 1, owner: { rep, team, claim }, engagement: { ...current, teams } };
}

/** One rep is responsible from the beginning, though nobody has answered. */
export function assign(record: ConversationRecord | undefined, input: Assign, now: number): Outcome {
  const { rep, team, claim, instead } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.state !== 'by_message') return { kind: 'refused', reason: 'not_by_message' };
  const { owner } = record;
  if (owner?.claim === claim && owner.rep === rep.id) return { kind: 'already', effects: consequences(record, now) };
  if (owner !== undefined && owner.rep !== instead) return { kind: 'refused', reason: 'not_owner' };
  const next = ownedBy(record, current, { rep: rep.id, team, claim });
  return {
    kind: 'changed',
    record: next,
    entries: [
      relayEntry(`assigned/${current.id}/${next.epoch}`, 'engagement.assigned', systemAuthor, {
        engagement: current.id,
        rep: rep.id,
        name: rep.name,
      }),
    ],
    effects: [
      ...consequences(next, now),
      journal(next, current, 'engagement.assigned', `assigned/${next.epoch}`, { rep: rep.id, team }),
    ],
  };
}

/** A rep takes what is by message; from a colleague only where that is meant. */
export function pickUp(record: ConversationRecord | undefined, input: PickUp, now: number): Outcome {
  const { rep, team, claim, from } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.id !== input.engagement) return { kind: 'refused', reason: 'not_ringing' };
  if (current.state !== 'by_message') return { kind: 'refused', reason: 'not_by_message' };
  const { owner } = record;
  if (owner?.rep === rep.id && owner.team === team && current.acceptedAt !== undefined) {
    return { kind: 'already', effects: [...consequences(record, now), answer(record, current, rep).effect] };
  }
  const isOthers = owner !== undefined && owner.rep !== rep.id;
  if (isOthers && owner.rep !== from?.id) return { kind: 'refused', reason: 'not_owner' };
  const before = isOthers ? { before: { rep: owner.rep, cause: 'taken_over' as const } } : {};
  const owned = ownedBy(record, { ...current, acceptedAt: now, ...before }, { rep: rep.id, team, claim });
  const next: ConversationRecord = { ...owned, lastRep: rep.id };
  const { entry, effect } = answer(next, owned.engagement, rep);
  const takenOver =
    isOthers && from !== undefined
      ? [
          relayEntry(`taken_over/${current.id}/${next.epoch}`, 'engagement.taken_over', repAuthor(rep), {
            engagement: current.id,
            rep: rep.id,
            name: rep.name,
            from: { rep: from.id, name: from.name },
          }),
        ]
      : [];
  return {
    kind: 'changed',
    record: next,
    entries: [...takenOver, entry],
    effects: [...consequences(next, now), effect],
  };
}
