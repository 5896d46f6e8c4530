import { visitorOf } from '../../core/ids.ts';
import { isUnanswered } from '../../core/invitation.ts';
import type { Claim, Invitation, VisitorRecord } from '../../ports/index.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { changeInvitation } from '../invitation/change.ts';
import type { World } from '../types.ts';

async function invitationOf(claim: Claim, world: World): Promise<Invitation | undefined> {
  const record: VisitorRecord | undefined = await world.store.visitors.load(visitorOf(claim.conversation));
  return record?.invitations.find((one) => one.claim === claim.claim);
}

function invited({ site, conversation }: Claim) {
  return { site, conversation, visitor: visitorOf(conversation) };
}

/** The rep who was promised is not there: an invitation that nobody has seen is taken back. One being looked at stays; its yes will wait. */
export async function withdrawUnseen(claim: Claim, now: number, world: World): Promise<boolean> {
  const invitation = await invitationOf(claim, world);
  if (invitation?.state !== 'granted') return false;
  const input = { kind: 'withdraw' as const, invitation: invitation.id, evenSeen: false };
  const { outcome } = await changeInvitation(invited(claim), input, now, world, { reason: 'rep_gone' });
  return outcome.kind === 'changed';
}

/** The promise is over. One that was said yes to, and yet is not bound, was left half-way: nobody may bind it any more. */
export async function expireHold(claim: Claim, team: string, now: number, world: World): Promise<boolean> {
  const invitation = await invitationOf(claim, world);
  if (invitation !== undefined && isUnanswered(invitation)) {
    await changeInvitation(invited(claim), { kind: 'time_out', invitation: invitation.id }, now, world);
    return true;
  }
  if (invitation?.state === 'accepted') {
    const { conversation, site } = claim;
    const input = { kind: 'fence' as const, team, claim: claim.claim, conversation, site };
    await applyToConversation(conversation, () => input, now, world);
    return true;
  }
  await world.store.floor.releaseClaim(team, claim.claim);
  return true;
}
