import type { Reason } from '@tillside/protocol';
import { askOf } from '../../core/ask.ts';
import type { Opening } from '../../core/conversation/types.ts';
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
import type { RouteFloors } from './route-floors.ts';
import { wantsOf } from './wants.ts';

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
  { isByMessage = false, reason }: { readonly isByMessage?: boolean; readonly reason?: Reason },
  world: World,
): Promise<void> {
  const { conversation, site, visitor } = party;
  const found = world.directory().site(site);
  const wants = await wantsOf(party, found, startOffset, world, { chosen: reason });
  const floors = await loadRouteFloors(world, found, askOf(found, wants));
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
    wants,
    ...(isByMessage ? { teams: floors.floors.map(({ team }) => team) } : askedNow(floors)),
  };
  const input = { kind: 'open' as const, opening, ...(isByMessage ? { byMessage: 'visitor' as const } : {}) };
  await applyToConversation(conversation, () => input, floors.now, world);
}

/** The teams to ask at once, and why those behind the first. */
export function askedNow(floors: RouteFloors): Pick<Opening, 'teams' | 'overflows'> {
  const overflows = floors.overflows(0, []);
  return { teams: floors.asked(0, []), ...(overflows === undefined ? {} : { overflows }) };
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
