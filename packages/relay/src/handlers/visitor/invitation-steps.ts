import type { VisitorFrames } from '@tillside/protocol';
import { declinedUntil } from '../../core/do-not-disturb.ts';
import type { InvitationInput } from '../../core/invitation.ts';
import { storeTime } from '../conversation/route-floors.ts';
import { acceptInvitation } from '../invitation/accept.ts';
import { changeInvitation } from '../invitation/change.ts';
import { onLane } from '../lane.ts';
import type { VisitorParty, World } from '../types.ts';

/** A step to an invitation that is not this visitor's, or forgotten, is taken and does nothing: its place on the lane is used up. */
async function step(inputAt: (now: number) => InvitationInput, party: VisitorParty, world: World): Promise<void> {
  const now = await storeTime(world, world.directory().site(party.site));
  const { outcome } = await changeInvitation(party, inputAt(now), now, world);
  if (outcome.kind === 'refused') {
    world.emit({ name: 'invitation.refused', level: 'info', visitor: party.visitor, reason: outcome.reason });
  }
}

export const invitationSeen = onLane<VisitorFrames['invitation.seen']>(async (frame, _, party, world) =>
  step(() => ({ kind: 'seen', invitation: frame.body.invitation }), party, world),
);

export const invitationAccept = onLane<VisitorFrames['invitation.accept']>(async (frame, isRepeated, party, world) =>
  acceptInvitation(frame.body.invitation, isRepeated, party, world),
);

export const invitationDecline = onLane<VisitorFrames['invitation.decline']>(async (frame, _, party, world) => {
  const { invitation } = frame.body;
  const record = await world.store.visitors.load(party.visitor);
  const version = record?.invitations.find(({ id }) => id === invitation)?.playbook;
  // One that is not live any more said what it said; the least that a no binds is not its author's to decide.
  const directory = world.directory();
  const playbook = directory.playbook(party.site, version) ?? directory.playbook(party.site);
  await step((now) => ({ kind: 'decline', invitation, until: declinedUntil(playbook, now) }), party, world);
});

export const invitationDismiss = onLane<VisitorFrames['invitation.dismiss']>(async (frame, _, party, world) =>
  step(() => ({ kind: 'dismiss', invitation: frame.body.invitation }), party, world),
);

export const invitationTimeOut = onLane<VisitorFrames['invitation.time-out']>(async (frame, _, party, world) =>
  step(() => ({ kind: 'time_out', invitation: frame.body.invitation }), party, world),
);
