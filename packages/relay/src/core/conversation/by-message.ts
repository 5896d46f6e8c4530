import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { relayEntry, repAuthor } from '../entries.ts';
import { consequences, enqueue, journal, unlist } from './consequences.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

type GoLive = Extract<ConversationInput, { kind: 'go_live' }>;
type PickUp = Extract<ConversationInput, { kind: 'pick_up' }>;

/** The line of the journal that says so; once an engagement. */
export function byMessageItem(record: ConversationRecord, engagement: Engagement): Effect {
  return journal(record, engagement, 'engagement.by_message', 'by_message');
}

/** Whoever waits in a queue may leave a message instead: the queue is left, the engagement stays. */
export function turnByMessage(record: ConversationRecord, current: Engagement, now: number): Outcome {
  const { queuedAt: _, ...kept } = current;
  const engagement: Engagement = { ...kept, state: 'by_message', tried: [] };
  const next: ConversationRecord = { ...record, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [],
    effects: [{ kind: 'dequeue', teams: current.teams }, ...consequences(next, now), byMessageItem(next, engagement)],
  };
}

/** The engagement as it waits in queues from now on. */
export function liveAgain(current: Engagement, teams: readonly string[], now: number): Engagement {
  const { acceptedAt: _, ...kept } = current;
  return { ...kept, state: 'queued', queuedAt: now, teams, tried: [] };
}

export function goLive(record: ConversationRecord | undefined, { teams }: GoLive, now: number): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.state !== 'by_message') return { kind: 'refused', reason: 'not_by_message' };
  // Who has it sees what the visitor writes, and goes on with it.
  if (record.owner !== undefined) return { kind: 'refused', reason: 'not_owner' };
  const engagement = liveAgain(current, teams, now);
  const next: ConversationRecord = { ...record, engagement };
  return { kind: 'changed', record: next, entries: [], effects: [enqueue(next, engagement), unlist(current.teams)] };
}

export function pickUp(record: ConversationRecord | undefined, input: PickUp, now: number): Outcome {
  const { rep, team, claim } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.id !== input.engagement) return { kind: 'refused', reason: 'not_ringing' };
  if (current.state !== 'by_message') return { kind: 'refused', reason: 'not_by_message' };
  const { owner } = record;
  const answered = (of: ConversationRecord) =>
    journal(of, current, 'engagement.answered', `answered/${of.epoch}`, { rep: rep.id, team });
  if (owner?.rep === rep.id && owner.team === team) {
    return { kind: 'already', effects: [...consequences(record, now), answered(record)] };
  }
  if (owner !== undefined && !input.isOwnerGone) return { kind: 'refused', reason: 'not_owner' };
  const epoch = record.epoch + 1;
  const teams = current.teams.includes(team) ? current.teams : [...current.teams, team];
  const next: ConversationRecord = {
    ...record,
    epoch,
    owner: { rep: rep.id, team, claim },
    lastRep: rep.id,
    engagement: { ...current, teams, acceptedAt: now },
  };
  return {
    kind: 'changed',
    record: next,
    entries: [
      relayEntry(`accepted/${current.id}/${epoch}`, 'engagement.accepted', repAuthor(rep), {
        engagement: current.id,
        rep: rep.id,
        name: rep.name,
      }),
    ],
    effects: [...consequences(next, now), answered(next)],
  };
}
