import type { Assignment, ConversationRecord } from '../../ports/index.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { storeTime } from '../conversation/route-floors.ts';
import { repRef } from '../rep-ref.ts';
import type { RepParty, World } from '../types.ts';

/** How a frame names the assignment it is written under, if it does. */
export interface Named {
  readonly conversation: string;
  readonly epoch?: number;
  readonly claim?: string;
}

/** Between a claim, which has none, and its seal. */
const mark = '.';

const sealed = (conversation: string, { rep, epoch, claim }: Assignment): string =>
  `${conversation} ${epoch} ${rep} ${claim}`;

/**
 * The claim as its owner is told: with a seal by which any node knows later, also from a store that lost it, that this rep was given this
 * conversation under this epoch.
 */
export function claimFor(
  { conversation, epoch, owner }: ConversationRecord,
  { seals }: Pick<World, 'seals'>,
): string | undefined {
  if (owner === undefined) return undefined;
  const { rep, claim } = owner;
  return `${claim}${mark}${seals.make(sealed(conversation, { rep, epoch, claim }))}`;
}

/** The assignment that a frame names, as the record does. */
export function assignmentOf(
  { epoch, claim }: Pick<Required<Named>, 'epoch' | 'claim'>,
  { rep }: RepParty,
): Assignment {
  return { rep, epoch, claim: claim.split(mark, 1)[0] ?? '' };
}

/**
 * Makes the record what the frame's assignment says, where that has a higher epoch than the record's and was told by a relay: the store lost the
 * record's tail (protocol rule 13). A seal is for one rep, conversation and epoch, so nobody can take what was never given; and what was given on
 * under a yet higher epoch is the other's again with that one's next frame.
 *
 * @returns the record that says what the frame says; `undefined`: nothing was raised
 */
export async function raiseTo(
  { conversation, epoch = 0, claim: told = '' }: Named,
  recordEpoch: number,
  party: RepParty,
  world: World,
): Promise<ConversationRecord | undefined> {
  if (epoch <= recordEpoch) return undefined;
  const { rep, team } = party;
  const under = assignmentOf({ epoch, claim: told }, party);
  const seal = told.slice(under.claim.length + mark.length);
  if (!world.seals.isGood(seal, sealed(conversation, under))) return undefined;
  const { record } = await world.store.conversations.view(conversation);
  if (record === undefined) return undefined;
  const now = await storeTime(world, world.directory().site(record.site));
  const input = { kind: 'raise' as const, ...under, rep: repRef(rep, world), team };
  const applied = await applyToConversation(conversation, () => input, now, world, { record });
  if (applied.outcome?.kind === 'refused') return undefined;
  // Frames that follow each other ask for it all at once: the first raises it.
  if (applied.outcome?.kind === 'changed') {
    world.emit({ name: 'conversation.raised', level: 'warn', conversation, epoch, rep });
  }
  return applied.record;
}
