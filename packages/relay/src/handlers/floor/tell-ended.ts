import type { FloorItem } from '@tillside/protocol';
import { isOpen } from '../../core/engagement.ts';
import type { ConversationRecord } from '../../ports/index.ts';
import { repRef } from '../rep-ref.ts';
import type { RepParty, World } from '../types.ts';

/** What each socket's rep had when the floor was last told. */
const had = new WeakMap<RepParty, ReadonlyMap<string, FloorItem>>();

/** Conversations that a rep answered and has no more, though nobody resolved them: who has them now, and why. */
export async function tellEnded(party: RepParty, mine: readonly FloorItem[], world: World): Promise<void> {
  const before = had.get(party);
  had.set(party, new Map(mine.map((item) => [item.conversation, item])));
  const here = new Set(mine.map(({ conversation }) => conversation));
  const gone = [...(before?.values() ?? [])].filter(
    ({ conversation, state }) => !here.has(conversation) && state !== 'ringing' && state !== 'wrap_up',
  );
  for (const item of gone) {
    const { record } = await world.store.conversations.view(item.conversation);
    tell(item, record, party, world);
  }
}

function tell(
  { conversation, engagement: id, site }: FloorItem,
  record: ConversationRecord | undefined,
  party: RepParty,
  world: World,
): void {
  const { engagement, owner } = record ?? {};
  const before = engagement?.before;
  // It was resolved, or is this rep's again.
  if (engagement?.id !== id || !isOpen(engagement)) return;
  if (before?.rep !== party.rep || owner?.rep === party.rep) return;
  const by = owner === undefined ? {} : { by: repRef(owner.rep, world) };
  party.link.send({ type: 'assignment.ended', conversation, engagement: id, site, cause: before.cause, ...by });
}
