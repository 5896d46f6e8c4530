import type { ConversationRecord } from '../../ports/index.ts';
import { visitorOf } from '../ids.ts';
import { consequences } from './consequences.ts';
import { holdsSlot } from './holds-slot.ts';
import type { ConversationInput, Effect, Outcome } from './types.ts';

/**
 * Settles a claim from the record, which is the truth. Bound: it stays. Not bound and nobody owns the conversation: the epoch is raised
 * first, so that whoever is still about to bind it comes too late, and only then the slot is given back. Owned by another: it cannot be
 * bound any more.
 */
export function fence(
  record: ConversationRecord | undefined,
  { team, claim, conversation, site }: Extract<ConversationInput, { kind: 'fence' }>,
  now: number,
): Outcome {
  const release: Effect = { kind: 'release', team, claim };
  if (record?.owner !== undefined) {
    const isBound = holdsSlot(record) && record.owner.claim === claim && record.owner.team === team;
    return { kind: 'already', effects: isBound ? consequences(record, now) : [release] };
  }
  const from = record ?? { conversation, site, visitor: visitorOf(conversation), revision: 0, epoch: 0 };
  const next: ConversationRecord = { ...from, epoch: from.epoch + 1 };
  return { kind: 'changed', record: next, entries: [], effects: [release, ...consequences(next, now)] };
}
