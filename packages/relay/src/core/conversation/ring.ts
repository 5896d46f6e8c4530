import type { ConversationRecord, Engagement, RelayEntry } from '../../ports/index.ts';
import { relayEntry, systemAuthor } from '../entries.ts';
import { consequences } from './consequences.ts';
import type { ConversationInput, Effect, Hold, Outcome } from './types.ts';

type Ring = Extract<ConversationInput, { kind: 'ring' }>;

/** The record with this slot's rep as its owner, ringing: a new owner, so a new epoch. */
export function ringing(
  record: ConversationRecord,
  engagement: Engagement,
  { rep, team, claim, ringTimeoutMs }: Hold,
  now: number,
): { readonly record: ConversationRecord; readonly entry: RelayEntry; readonly effects: readonly Effect[] } {
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

/** Several nodes may try this at once: one binds, the others find it bound or find that it moved on, and give the slot back. */
export function ring(record: ConversationRecord | undefined, input: Ring, now: number): Outcome {
  if (record?.engagement === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (record.owner?.claim === input.claim && record.owner.team === input.team) {
    return { kind: 'already', effects: consequences(record, now) };
  }
  if (record.engagement.state !== 'queued') return { kind: 'refused', reason: 'not_queued' };
  if (record.epoch + 1 !== input.epoch) return { kind: 'refused', reason: 'moved_on' };
  const { entry, ...rung } = ringing(record, record.engagement, input, now);
  return { kind: 'changed', record: rung.record, entries: [entry], effects: rung.effects };
}
