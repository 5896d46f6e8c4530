import { askOf } from '../../core/ask.ts';
import { isStaffed } from '../../core/routing.ts';
import { openEngagement } from '../../core/engagement.ts';
import type { ConversationRecord, LogState } from '../../ports/index.ts';
import { hasLooked, lookedAt } from '../looked.ts';
import type { VisitorParty, World } from '../types.ts';
import { applyToConversation } from './apply.ts';
import { loadRouteFloors, storeTime } from './route-floors.ts';
import type { RouteFloors } from './route-floors.ts';

/** Whoever waits in a queue would rather leave a message. */
export async function leaveMessage(party: VisitorParty, world: World): Promise<void> {
  const { conversation, site, visitor } = party;
  const now = await storeTime(world, world.directory().site(site));
  const opening = { conversation, site, visitor, engagement: '', startOffset: 0, teams: [] };
  await applyToConversation(
    conversation,
    (record) =>
      openEngagement(record)?.state === 'queued' ? { kind: 'open', opening, byMessage: 'visitor' } : undefined,
    now,
    world,
  );
}

/**
 * The visitor writes on, and does not leave it as a message. What a rep has taken, answered or put off by message stays with that rep, who
 * sees what is written. What nobody has begun to answer, or where the talk only fell asleep, goes live if somebody is there: it rings first
 * at whose it is, if that one has room, else it waits in the queue. With nobody there it stays what it is. What this socket was told decides
 * whether the record is looked at, so that a message costs no more than before; over plain HTTP nothing was told, and it is looked at each time.
 */
export async function goLiveIfStaffed(party: VisitorParty, world: World): Promise<void> {
  const { conversation, site } = party;
  const known = lookedAt(party, conversation).record?.engagement;
  if (hasLooked(party, conversation) && known?.state !== 'by_message') return;
  const { record, log } = await world.store.conversations.view(conversation);
  const engagement = record?.engagement;
  if (record === undefined || engagement?.state !== 'by_message') return;
  const found = world.directory().site(site);
  const floors = await loadRouteFloors(world, found, askOf(found, engagement));
  const isSomebodyThere = floors.floors.some(({ floor, candidates }) => isStaffed(floor, candidates, []));
  if (!isSomebodyThere || isBegun(record, log)) return;
  const { epoch } = record;
  const overflows = floors.overflows(0, []);
  const why = overflows === undefined ? {} : { overflows };
  await applyToConversation(
    conversation,
    (now) =>
      now?.engagement?.state === 'by_message' && now.epoch === epoch
        ? { kind: 'go_live', teams: teamsFor(now, floors), ...why }
        : undefined,
    floors.now,
    world,
    { record },
  );
}

/** Has a rep begun to answer by message, or chosen to? */
function isBegun({ engagement, owner }: ConversationRecord, { lastRepMessageAt = 0 }: LogState): boolean {
  const { byMessage, acceptedAt = 0, openedAt = 0 } = engagement ?? {};
  if (owner === undefined) return false;
  return byMessage?.cause === 'rep' || Math.max(acceptedAt, lastRepMessageAt) > (byMessage?.at ?? openedAt);
}

/** The route's teams, and that of the rep whose it was. */
function teamsFor({ owner }: ConversationRecord, floors: RouteFloors): readonly string[] {
  const asked = floors.asked(0, []);
  const isKnown = owner === undefined || asked.includes(owner.team) || floors.floorOf(owner.team) === undefined;
  return isKnown ? asked : [owner.team, ...asked];
}
