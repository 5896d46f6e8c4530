import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { isOpen } from '../engagement.ts';
import { ownedBy } from './by-message.ts';
import { consequences } from './consequences.ts';
import { slotOf } from './holds-slot.ts';
import { taken } from './ring.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

type Raise = Extract<ConversationInput, { kind: 'raise' }>;

/**
 * A rep has the relay's word on an assignment under a higher epoch than the record's: the store lost the record's tail. The record is raised to that
 * epoch and owner (protocol rule 13), and never lowered: where somebody has got as far since, it stays as it is. A conversation that is over for
 * the record stays so; the engagement that the rep means went with the tail.
 */
export function raise(record: ConversationRecord | undefined, input: Raise, now: number): Outcome {
  const { rep, team, claim, epoch } = input;
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  const { owner } = record;
  if (record.epoch === epoch && owner?.rep === rep.id && owner.claim === claim) {
    return { kind: 'already', effects: consequences(record, now) };
  }
  if (record.epoch >= epoch) return { kind: 'refused', reason: 'moved_on' };
  if (!isOpen(current)) return { kind: 'refused', reason: 'not_active' };
  const before: ConversationRecord = { ...record, epoch: epoch - 1 };
  const isOthers = owner !== undefined && owner.rep !== rep.id;
  const engagement: Engagement = isOthers ? { ...current, before: { rep: owner.rep, cause: 'taken_over' } } : current;
  const freed = slotOf(record).filter((slot) => slot.claim !== claim || slot.team !== team);
  const releases = freed.map((slot): Effect => ({ kind: 'release', ...slot }));
  if (current.state === 'by_message') {
    const next = ownedBy(before, engagement, { rep: rep.id, team, claim });
    return { kind: 'changed', record: next, entries: [], effects: [...releases, ...consequences(next, now)] };
  }
  const { record: next, entry, effects } = taken(before, engagement, { rep, team, claim }, now);
  return { kind: 'changed', record: next, entries: [entry], effects: [...releases, ...effects] };
}
