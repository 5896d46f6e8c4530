import type { VisitorFrames, VisitorTold } from '@tillside/protocol';
import { publicRep } from '../../core/public-rep.ts';
import type { Invitation } from '../../ports/index.ts';
import type { RouteFloors } from '../conversation/route-floors.ts';
import { repsThere } from '../invitation/grant.ts';
import { answerRequest } from '../invitation/request.ts';
import { onLane } from '../lane.ts';
import type { VisitorParty, World } from '../types.ts';

type Granted = Extract<VisitorTold, { type: 'invitation.granted' }>;

function whoIsShown(invitation: Invitation, floors: RouteFloors, world: World): Pick<Granted, 'rep' | 'team'> {
  const directory = world.directory();
  if (invitation.isHeld) {
    const rep = invitation.rep === undefined ? undefined : directory.rep(invitation.rep);
    return rep === undefined ? {} : { rep: publicRep(rep) };
  }
  const team = invitation.team === undefined ? undefined : directory.team(invitation.team);
  if (team === undefined) return {};
  const reps = repsThere(team.id, floors.floors).map((id) => directory.rep(id));
  return { team: { name: team.name, reps: reps.filter((rep) => rep !== undefined).map(publicRep) } };
}

/** The offer that was opened for this visitor. Its code is not told: it comes when a rep puts it forward. */
function offerOf({ offer: id }: Invitation, party: VisitorParty, world: World): Pick<Granted, 'offer'> {
  const offer = world
    .directory()
    .site(party.site)
    ?.offers.find((one) => one.id === id);
  return offer === undefined ? {} : { offer: { id: offer.id, title: offer.title, text: offer.text } };
}

/** The engine would invite: the relay says whether somebody is there to answer. The answer goes before the acknowledgement. */
export const invitationRequest = onLane<VisitorFrames['invitation.request']>(
  async (frame, isRepeated, party, world) => {
    const { session, seq } = frame;
    const answer = await answerRequest(frame, isRepeated, party, world);
    if (answer.kind === 'withheld') {
      const { reason } = answer;
      party.link.send({ type: 'invitation.withheld', session, seq, rule: frame.body.rule, reason });
      return;
    }
    const { invitation, floors } = answer;
    const playbook = world.directory().playbook(party.site, invitation.playbook);
    const rule = playbook?.rules.find(({ id }) => id === invitation.rule);
    party.link.send({
      type: 'invitation.granted',
      session,
      seq,
      invitation: invitation.id,
      rule: invitation.rule,
      ...whoIsShown(invitation, floors, world),
      ...offerOf(invitation, party, world),
      form: rule?.invite.form ?? 'card',
      expiresAt: invitation.expiresAt,
    });
    // A repeated request is told both: that it was granted, and that the promise is gone by now.
    if (invitation.state === 'withdrawn') {
      party.link.send({ type: 'invitation.withdrawn', invitation: invitation.id });
    }
  },
);
