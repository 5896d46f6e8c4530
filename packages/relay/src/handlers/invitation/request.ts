import type { VisitorFrames, WithholdReason } from '@tillside/protocol';
import type { Playbook, Rule } from '@tillside/rules';
import { isDisturbable } from '../../core/do-not-disturb.ts';
import { openEngagement } from '../../core/engagement.ts';
import { invitationIdOf } from '../../core/ids.ts';
import { findRequested, grant, isPending } from '../../core/invitation.ts';
import { isReachable } from '../../core/routing.ts';
import type { ConversationRecord, Invitation, Site, VisitorRecord } from '../../ports/index.ts';
import { loadRouteFloors } from '../conversation/route-floors.ts';
import type { RouteFloors } from '../conversation/route-floors.ts';
import type { VisitorParty, World } from '../types.ts';
import { changeVisitor } from '../visitor-record.ts';
import { releaseHold } from './change.ts';
import { decideGranted, decideWithheld } from './decision.ts';
import type { RequestAnswer } from './decision.ts';
import { prepareGrant } from './grant.ts';

type Request = VisitorFrames['invitation.request'];

interface Asked {
  readonly site: Site;
  readonly playbook: Playbook;
  readonly rule: Rule;
}

/** What the frame names, as the site has published it; never as the frame says. */
function findRule(frame: Request, party: VisitorParty, world: World): Asked | WithholdReason {
  const directory = world.directory();
  const site = directory.site(party.site);
  if (site?.isEnabled !== true) return 'disabled';
  const playbook = directory.playbook(party.site);
  const rule = playbook?.rules.find((one) => one.id === frame.body.rule && one.enabled !== false);
  return playbook === undefined || rule === undefined ? 'unknown_rule' : { site, playbook, rule };
}

/** Why this visitor is not to be invited now, whoever is there. */
function whyNot(
  visitor: VisitorRecord | undefined,
  record: ConversationRecord | undefined,
  now: number,
): WithholdReason | undefined {
  if (!isDisturbable(visitor, now)) return 'declined';
  if (openEngagement(record) !== undefined) return 'in_conversation';
  return visitor?.invitations.some((one) => isPending(one, now)) === true ? 'pending' : undefined;
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
  const asked = findRule(frame, party, world);
  if (typeof asked === 'string') return { kind: 'withheld', reason: asked };
  const id = invitationIdOf(frame.session, frame.seq);
  const [visitor, view, floors] = await Promise.all([
    world.store.visitors.load(party.visitor),
    world.store.conversations.view(party.conversation),
    loadRouteFloors(world, asked.site),
  ]);
  const decide = { frame, ...asked, floors, party, world };
  const before = findRequested(visitor, frame.session, frame.seq);
  if (before !== undefined) return decideGranted(before, decide);
  if (isRepeated) return decideWithheld('no_capacity', decide);
  const reason = whyNot(visitor, view.record, floors.now);
  if (reason !== undefined) return decideWithheld(reason, decide);

  const prefer = preferred(view.record, floors);
  const input = { id, session: frame.session, seq: frame.seq, ...asked, floors, prefer };
  const invitation = await prepareGrant(input, party, world);
  if (invitation === undefined) return decideWithheld('no_capacity', decide);
  const late = await keep(invitation, floors.now, party, world);
  if (late === undefined) return decideGranted(invitation, decide);
  await releaseHold(invitation, world);
  return decideWithheld(late, decide);
}

/** Writes the invitation into the visitor's record; resolves to why not, where something came in between. */
async function keep(
  invitation: Invitation,
  now: number,
  party: VisitorParty,
  world: World,
): Promise<WithholdReason | undefined> {
  let late: WithholdReason | undefined;
  await changeVisitor(
    party,
    now,
    (record) => {
      late = undefined;
      // An echo of this very request was faster; it is the same invitation and the same slot.
      if (record.invitations.some(({ id }) => id === invitation.id)) return undefined;
      late = whyNot(record, undefined, now);
      return late === undefined ? grant(record, invitation) : undefined;
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
