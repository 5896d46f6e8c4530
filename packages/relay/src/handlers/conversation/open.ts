import { liftDecline } from '../../core/do-not-disturb.ts';
import { openEngagement } from '../../core/engagement.ts';
import { isUnanswered } from '../../core/invitation.ts';
import { saveContextNow } from '../context.ts';
import { changeInvitation } from '../invitation/change.ts';
import type { VisitorParty, World } from '../types.ts';
import type { VisitorRecord } from '../../ports/index.ts';
import { changeVisitor } from '../visitor-record.ts';
import { applyToConversation } from './apply.ts';
import { loadRouteFloors, storeTime } from './route-floors.ts';

/**
 * The visitor asks for somebody and no engagement is open: one opens and waits in the route's queues, or lies by message with every team of
 * the route. However many tabs and nodes do so at once, it is one. What an invitation still on the screen holds is given back, or the
 * visitor would stand in the own way.
 *
 * @param startOffset the log's offset before the engagement's first entry
 */
export async function openByVisitor(
  party: VisitorParty,
  startOffset: number,
  isByMessage: boolean,
  world: World,
): Promise<void> {
  const { conversation, site, visitor } = party;
  const floors = await loadRouteFloors(world, world.directory().site(site));
  const record = await welcomeBack(party, floors.now, world);
  await saveContextNow(party, world);
  for (const invitation of record?.invitations.filter(isUnanswered) ?? []) {
    await changeInvitation(party, { kind: 'withdraw', invitation: invitation.id, evenSeen: true }, floors.now, world, {
      reason: 'in_conversation',
    });
  }
  const opening = {
    conversation,
    site,
    visitor,
    engagement: world.newId('eng'),
    startOffset,
    teams: isByMessage ? floors.floors.map(({ team }) => team) : floors.asked(0, []),
  };
  await applyToConversation(conversation, () => ({ kind: 'open', opening, isByMessage }), floors.now, world);
}

/** Known from now on; whoever comes by themselves may be invited again, whatever they said before. */
async function welcomeBack(party: VisitorParty, now: number, world: World): Promise<VisitorRecord | undefined> {
  return changeVisitor(
    party,
    now,
    (record) => liftDecline(record) ?? (record.revision === 0 ? record : undefined),
    world,
  );
}

/** A message came again while its engagement is open: whatever the first try did not live to do for it is done now. */
export async function resumeOpening(party: VisitorParty, world: World): Promise<void> {
  const { conversation, site, visitor } = party;
  const now = await storeTime(world, world.directory().site(site));
  const opening = { conversation, site, visitor, engagement: '', startOffset: 0, teams: [] };
  await applyToConversation(
    conversation,
    (record) => (openEngagement(record) === undefined ? undefined : { kind: 'open', opening }),
    now,
    world,
  );
}
