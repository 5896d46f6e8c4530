import type { RepFrames } from '@tillside/protocol';
import { done } from '../answer.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { repRef } from '../rep-ref.ts';
import type { Handler, RepParty, World } from '../types.ts';

/**
 * What the rep chose, for all windows of this rep. Nothing new rings from then on. What is being talked about stays, or is left to others at
 * the head of the queue: all of it, before the answer.
 */
export const statusSet: Handler<RepFrames['status.set'], RepParty> = async (frame, party, world) => {
  const { status, leaving, ref } = frame;
  await world.store.floor.setStatus(party.team, party.rep, status);
  if (status !== 'available' && leaving === 'hand_over') await handOverAll(party, world);
  done(party, ref);
};

async function handOverAll({ rep, team }: RepParty, world: World): Promise<void> {
  const { at, claims } = await world.store.floor.snapshot(team);
  for (const claim of claims) {
    if (claim.rep !== rep || claim.state === 'held') continue;
    await applyToConversation(
      claim.conversation,
      (record) => {
        const isTheirs = record?.owner?.rep === rep && record.owner.claim === claim.claim;
        return isTheirs ? { kind: 'hand_over', rep: repRef(rep, world), epoch: record.epoch } : undefined;
      },
      at,
      world,
    );
  }
}
