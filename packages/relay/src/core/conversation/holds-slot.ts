import type { ConversationRecord } from '../../ports/index.ts';

/** Does its owner keep a slot of the capacity for it? By message nobody does, though the claim has the old name. */
export function holdsSlot({ owner, engagement }: ConversationRecord): boolean {
  return owner !== undefined && engagement?.state !== 'by_message';
}

/** The slot that goes free when the owner has it no more. */
export function slotOf(record: ConversationRecord): readonly { readonly team: string; readonly claim: string }[] {
  const { owner } = record;
  return owner === undefined || !holdsSlot(record) ? [] : [{ team: owner.team, claim: owner.claim }];
}
