import type { ConversationRecord, Engagement, Transfer } from '../../ports/index.ts';
import { relayEntry, repAuthor, systemAuthor } from '../entries.ts';
import type { RepRef } from '../entries.ts';
import { ownedBy } from './by-message.ts';
import { consequences, enqueue, journal, overflowed, unlist } from './consequences.ts';
import { slotOf } from './holds-slot.ts';
import { notUnder } from './resolve.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

type Give = Extract<ConversationInput, { kind: 'transfer' }>;
type Over = Extract<ConversationInput, { kind: 'transfer_over' }>;

/** For so long it waits for whom it was given to. Longer than two rings; the visitor waits all the while. Milliseconds. */
export const transferWithinMs = 60_000;
/** Transfers of one engagement that nobody took, before no more are. */
export const mostInVain = 3;

function transferred(
  { engagement, epoch }: { readonly engagement: Engagement; readonly epoch: number },
  from: RepRef,
  cause: 'given' | 'back' | 'queue',
  given?: Pick<Give, 'to' | 'name' | 'note'>,
) {
  const by = cause === 'given' ? repAuthor(from) : systemAuthor;
  return relayEntry(`transferred/${engagement.id}/${epoch}`, 'engagement.transferred', by, {
    engagement: engagement.id,
    cause,
    from: { rep: from.id, name: from.name },
    ...(given === undefined
      ? {}
      : { to: { ...given.to, name: given.name }, ...(given.note === undefined ? {} : { note: given.note }) }),
  });
}

function item(record: ConversationRecord, engagement: Engagement, reason: string, transfer: Transfer): Effect {
  return journal(record, engagement, 'engagement.transferred', `transferred/${record.epoch}`, {
    reason,
    rep: transfer.from.rep,
    team: transfer.to.team,
  });
}

/** The owner gives it to a rep, or to a team. Live it rings there and nowhere else; by message a rep has it at once, a team's is chosen. */
export function transfer(record: ConversationRecord | undefined, input: Give, now: number): Outcome {
  const { rep, to, note, until } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  const isDone =
    record.epoch === input.epoch + 1 && current.before?.rep === rep.id && current.before?.cause === 'transferred';
  if (isDone) return { kind: 'already', effects: consequences(record, now) };
  const reason = notUnder(record, input);
  if (reason !== undefined) return { kind: 'refused', reason };
  const { owner } = record;
  if (owner === undefined || (current.state !== 'active' && current.state !== 'by_message')) {
    return { kind: 'refused', reason: 'not_active' };
  }
  if ((current.depth ?? 0) >= mostInVain) return { kind: 'refused', reason: 'too_often' };
  const giving: Transfer = {
    from: { rep: owner.rep, team: owner.team },
    to,
    until,
    ...(note === undefined ? {} : { note }),
  };
  const { acceptedAt: _, ...rest } = current;
  const left: Engagement = { ...rest, before: { rep: owner.rep, cause: 'transferred' } };
  const next = current.state === 'by_message' ? passOn(record, left, input) : sendOn(record, left, giving, now);
  return {
    kind: 'changed',
    record: next,
    entries: [transferred({ engagement: current, epoch: next.epoch }, rep, 'given', input)],
    effects: [
      ...slotOf(record).map((slot): Effect => ({ kind: 'release', ...slot })),
      ...(current.state === 'by_message' ? [unlist(current.teams.filter((team) => team !== to.team))] : []),
      ...consequences(next, now),
      item(next, left, 'given', giving),
    ],
  };
}

function passOn(record: ConversationRecord, current: Engagement, { to, next: claim }: Give): ConversationRecord {
  const { owner: _, ...rest } = record;
  const engagement = { ...current, teams: [to.team] };
  if (to.rep === undefined) return { ...rest, epoch: rest.epoch + 1, engagement };
  return ownedBy(rest, engagement, { rep: to.rep, team: to.team, claim });
}

function sendOn(record: ConversationRecord, current: Engagement, giving: Transfer, now: number): ConversationRecord {
  const { owner: _, ...rest } = record;
  const { byMessage: _by, ...kept } = current;
  const engagement: Engagement = {
    ...kept,
    state: 'queued',
    queuedAt: current.queuedAt ?? now,
    isReturned: true,
    returnedAt: now,
    teams: [giving.to.team],
    tried: [giving.from.rep],
    transfer: giving,
  };
  return { ...rest, epoch: rest.epoch + 1, lastRep: giving.from.rep, engagement };
}

/**
 * Nobody took it: it is put before the rep who gave it, once, if that one can be rung; else it waits at the head of the queue for anybody.
 * The epoch is raised, so that no ring for whom it was given to is bound any more.
 */
export function transferOver(record: ConversationRecord | undefined, input: Over): Outcome {
  const { epoch, from, isGiverThere, teams, until, overflows } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  const { transfer: given, ...kept } = current;
  if (current.state !== 'queued' || given === undefined) return { kind: 'refused', reason: 'not_queued' };
  if (record.epoch !== epoch) return { kind: 'refused', reason: 'moved_on' };
  const isBack = isGiverThere && given.isReturn !== true;
  const back: Transfer = { from: given.from, to: given.from, until, isReturn: true };
  // Who declined it is not asked again at once, whoever it goes to.
  const others = current.tried.filter((rep) => rep !== given.from.rep);
  const engagement: Engagement = {
    ...kept,
    depth: given.isReturn === true ? (current.depth ?? 0) : (current.depth ?? 0) + 1,
    ...(isBack ? { teams: [given.from.team], tried: others, transfer: back } : { teams }),
    ...(isBack || overflows === undefined ? {} : { overflows: { ...overflows, ...current.overflows } }),
  };
  const beyond = isBack ? [] : Object.keys(overflows ?? {}).filter((team) => current.overflows?.[team] === undefined);
  const next: ConversationRecord = { ...record, epoch: epoch + 1, engagement };
  const goneFrom = current.teams.filter((team) => !engagement.teams.includes(team));
  const cause = isBack ? 'back' : 'queue';
  return {
    kind: 'changed',
    record: next,
    entries: [transferred({ engagement, epoch: next.epoch }, from, cause)],
    effects: [
      ...(goneFrom.length === 0 ? [] : [{ kind: 'dequeue' as const, teams: goneFrom }]),
      enqueue(next, engagement),
      ...overflowed(next, engagement, beyond),
      item(next, engagement, cause, given),
    ],
  };
}
