import type { VisitorFrames, WithholdReason } from '@tillside/protocol';
import { askOf } from '../../core/ask.ts';
import { admit } from '../../core/audience.ts';
import type { Admission } from '../../core/audience.ts';
import { openEngagement } from '../../core/engagement.ts';
import { invitationIdOf } from '../../core/ids.ts';
import { findRequested, grant, whyNotInvite } from '../../core/invitation.ts';
import { isOpenTo } from '../../core/offers.ts';
import { isReachable } from '../../core/routing.ts';
import type { ConversationRecord, Invitation, Offer, VisitorRecord } from '../../ports/index.ts';
import { loadRouteFloors } from '../conversation/route-floors.ts';
import type { RouteFloors } from '../conversation/route-floors.ts';
import type { VisitorParty, World } from '../types.ts';
import { changeVisitor } from '../visitor-record.ts';
import { giveBack } from './change.ts';
import { decideGranted, decideHeldOut, decideMissed, decideWithheld } from './decision.ts';
import type { Asked, RequestAnswer } from './decision.ts';
import { prepareGrant } from './grant.ts';
import { noteGranted } from './memory.ts';
import { openOffer } from './open-offer.ts';
import { forecastFor, noteForecast } from './promise.ts';

type Request = VisitorFrames['invitation.request'];
type Admitted = Exclude<Admission, { kind: 'unknown' }>;

/** What the frame names, as the site has published it; never as the frame says. */
function findRule(
  frame: Request,
  party: VisitorParty,
  world: World,
): { readonly asked: Asked; readonly admitted: Admitted } | WithholdReason {
  const directory = world.directory();
  const site = directory.site(party.site);
  if (site?.isEnabled !== true) return 'disabled';
  const playbook = directory.playbook(party.site, frame.body.playbook);
  const rule = playbook?.rules.find((one) => one.id === frame.body.rule && one.enabled !== false);
  if (playbook === undefined || rule === undefined) return 'unknown_rule';
  const admitted = admit(playbook, rule, party.visitor);
  if (admitted.kind === 'unknown') return 'unknown_rule';
  return { asked: { site, playbook, rule, drawn: admitted.drawn }, admitted };
}

/** Why this visitor is not to be invited now, whoever is there. */
function whyNot(
  visitor: VisitorRecord | undefined,
  record: ConversationRecord | undefined,
  now: number,
): WithholdReason | undefined {
  const reason = whyNotInvite(visitor, now);
  return reason !== 'declined' && openEngagement(record) !== undefined ? 'in_conversation' : reason;
}

/**
 * Decides on a request. The same request gets the same answer: a grant lies in the visitor's record, a refusal in the journal. A repeated
 * request of which neither is known died half-way; its moment has passed.
 */
export async function answerRequest(
  frame: Request,
  isRepeated: boolean,
  party: VisitorParty,
  world: World,
): Promise<RequestAnswer> {
  const found = findRule(frame, party, world);
  if (typeof found === 'string') return { kind: 'withheld', reason: found };
  const { asked, admitted } = found;
  const [visitor, view, floors] = await Promise.all([
    world.store.visitors.load(party.visitor),
    world.store.conversations.view(party.conversation),
    loadRouteFloors(world, asked.site, askOf(asked.site, asked.rule.invite)),
  ]);
  const decide = { frame, asked, floors, party, world };
  const before = findRequested(visitor, frame.session, frame.seq);
  if (before !== undefined) return decideGranted(before, decide);
  if (isRepeated) return admitted.kind === 'held_out' ? decideHeldOut(decide) : decideMissed('no_capacity', decide);
  const reason = admitted.kind === 'other_arm' ? 'other_arm' : whyNot(visitor, view.record, floors.now);
  if (reason !== undefined) return decideWithheld(reason, decide);
  const offer = await openOffer(asked, party, visitor, world);
  if (offer === 'unavailable') return decideWithheld('offer_unavailable', decide);
  if (admitted.kind === 'held_out') return decideHeldOut(decide);

  const verdict = forecastFor(asked, floors, party, world);
  noteForecast(asked, verdict, floors.now, party, world);
  if (verdict.kind === 'missed') return decideMissed(verdict.reason, decide);
  const id = invitationIdOf(frame.session, frame.seq);
  const prefer = preferred(view.record, floors);
  const { places } = verdict;
  const input = { id, session: frame.session, seq: frame.seq, asked, offer, floors, places, prefer };
  const invitation = await prepareGrant(input, party, world);
  if (invitation === undefined) return decideMissed('no_capacity', decide);
  const late = await keep(invitation, offer, floors.now, party, world);
  if (late !== undefined) {
    await giveBack(invitation, world);
    return decideWithheld(late, decide);
  }
  noteGranted(world, asked.site.id, invitation);
  return decideGranted(invitation, decide);
}

/** Writes the invitation into the visitor's record; resolves to why not, where something came in between. */
async function keep(
  invitation: Invitation,
  offer: Offer | undefined,
  now: number,
  party: VisitorParty,
  world: World,
): Promise<WithholdReason | undefined> {
  let late: WithholdReason | undefined;
  await changeVisitor(
    party,
    now,
    (record) => {
      // An echo of this very request may have been faster; it is the same invitation and the same slot.
      const outcome = grant(record, invitation, now);
      late = outcome.kind === 'refused' ? outcome.reason : undefined;
      if (outcome.kind !== 'granted') return undefined;
      if (offer === undefined || isOpenTo(record, offer)) return outcome.record;
      late = 'offer_unavailable';
      return undefined;
    },
    world,
  );
  return late;
}

/** The rep who answered this visitor last, if that rep is there. */
function preferred(record: ConversationRecord | undefined, floors: RouteFloors): string | undefined {
  const last = record?.lastRep;
  const isThere = floors.floors.some(({ floor }) => floor.reps.some((rep) => rep.rep === last && isReachable(rep)));
  return isThere ? last : undefined;
}
