import { openEngagement } from '../../core/engagement.ts';
import { isStaffed } from '../../core/routing.ts';
import { lookedAt } from '../looked.ts';
import type { VisitorParty, World } from '../types.ts';
import { applyToConversation } from './apply.ts';
import { loadRouteFloors, storeTime } from './route-floors.ts';

/** Whoever waits in a queue would rather leave a message. */
export async function leaveMessage(party: VisitorParty, world: World): Promise<void> {
  const { conversation, site, visitor } = party;
  const now = await storeTime(world, world.directory().site(site));
  const opening = { conversation, site, visitor, engagement: '', startOffset: 0, teams: [] };
  await applyToConversation(
    conversation,
    (record) => (openEngagement(record)?.state === 'queued' ? { kind: 'open', opening, isByMessage: true } : undefined),
    now,
    world,
  );
}

/**
 * The visitor writes on, and wants no answer by message: where nobody has the conversation yet and somebody is there, it goes on live.
 * What this socket was told decides whether the record is looked at, so that a message costs no more than before.
 */
export async function goLiveIfStaffed(party: VisitorParty, world: World): Promise<void> {
  const { conversation, site } = party;
  const known = lookedAt(party, conversation).record;
  if (known?.engagement?.state !== 'by_message' || known.owner !== undefined) return;
  const floors = await loadRouteFloors(world, world.directory().site(site));
  if (!floors.floors.some(({ floor, candidates }) => isStaffed(floor, candidates, []))) return;
  await applyToConversation(
    conversation,
    (record) =>
      record?.engagement?.state === 'by_message' && record.owner === undefined
        ? { kind: 'go_live', teams: floors.asked(0, []) }
        : undefined,
    floors.now,
    world,
  );
}
