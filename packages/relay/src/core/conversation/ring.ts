import type { ConversationRecord, Engagement, RelayEntry } from '../../ports/index.ts';
import { relayEntry, repAuthor, systemAuthor } from '../entries.ts';
import { consequences, journal } from './consequences.ts';
import type { RepRef } from '../entries.ts';
import type { ConversationInput, Effect, Hold, Outcome } from './types.ts';
import { mayRing } from './wants.ts';

type Ring = Extract<ConversationInput, { kind: 'ring' }>;

/** The record with this slot's rep as its owner, ringing: a new owner, so a new epoch. */
export function ringing(
  record: ConversationRecord,
  engagement: Engagement,
  hold: Hold,
  now: number,
): { readonly record: ConversationRecord; readonly entry: RelayEntry; readonly effects: readonly Effect[] } {
  if (hold.isAutomatic === true) return taken(record, engagement, hold, now);
  const { rep, team, claim, ringTimeoutMs } = hold;
  const epoch = record.epoch + 1;
  const teams = engagement.teams.includes(team) ? engagement.teams : [...engagement.teams, team];
  const next: ConversationRecord = {
    ...record,
    epoch,
    owner: { rep: rep.id, team, claim },
    engagement: { ...engagement, state: 'ringing', teams, ringingUntil: now + ringTimeoutMs },
  };
  const entry = relayEntry(`rang/${engagement.id}/${epoch}`, 'engagement.rang', systemAuthor, {
    engagement: engagement.id,
    rep: rep.id,
    name: rep.name,
  });
  return { record: next, entry, effects: consequences(next, now) };
}

/** The engagement once a rep has answered: whoever was asked before counts no more. */
export function answeredAt(engagement: Engagement, now: number): Engagement {
  const { ringingUntil: _until, transfer: _transfer, passedBy: _passed, prefer: _prefer, ...kept } = engagement;
  return { ...kept, state: 'active', tried: [], acceptedAt: now };
}

/** What says so: the line that the visitor reads as well, and the journal's. */
export function answer(record: ConversationRecord, engagement: Engagement, rep: RepRef) {
  const { owner, epoch } = record;
  // Answered by message, no live talk begins: nobody is billed for its minutes.
  const how = engagement.state === 'by_message' ? { reason: 'by_message' } : {};
  const who = owner === undefined ? {} : { rep: owner.rep, team: owner.team };
  return {
    entry: relayEntry(`accepted/${engagement.id}/${epoch}`, 'engagement.accepted', repAuthor(rep), {
      engagement: engagement.id,
      rep: rep.id,
      name: rep.name,
    }),
    effect: journal(record, engagement, 'engagement.answered', `answered/${epoch}`, { ...who, ...how }),
  };
}

/** The conversation is the rep's at once, without a ring: a new owner, so a new epoch. */
export function taken(
  record: ConversationRecord,
  from: Engagement,
  { rep, team, claim }: Pick<Hold, 'rep' | 'team' | 'claim'>,
  now: number,
): { readonly record: ConversationRecord; readonly entry: RelayEntry; readonly effects: readonly Effect[] } {
  const teams = from.teams.includes(team) ? from.teams : [...from.teams, team];
  const engagement = { ...answeredAt(from, now), teams };
  const next: ConversationRecord = {
    ...record,
    epoch: record.epoch + 1,
    owner: { rep: rep.id, team, claim },
    lastRep: rep.id,
    engagement,
  };
  const { entry, effect } = answer(next, engagement, rep);
  return { record: next, entry, effects: [...consequences(next, now), effect] };
}

/** Several nodes may try this at once: one binds, the others find it bound or find that it moved on, and give the slot back. */
export function ring(record: ConversationRecord | undefined, input: Ring, now: number): Outcome {
  if (record?.engagement === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (record.owner?.claim === input.claim && record.owner.team === input.team) {
    return { kind: 'already', effects: consequences(record, now) };
  }
  if (record.engagement.state !== 'queued') return { kind: 'refused', reason: 'not_queued' };
  if (record.epoch + 1 !== input.epoch) return { kind: 'refused', reason: 'moved_on' };
  if (!mayRing(record.engagement, input.rep.id, input.team, now)) return { kind: 'refused', reason: 'moved_on' };
  const { entry, ...rung } = ringing(record, record.engagement, input, now);
  return { kind: 'changed', record: rung.record, entries: [entry], effects: rung.effects };
}
