import { withholdReasons } from '@tillside/protocol';
import type { VisitorFrames, WithholdReason } from '@tillside/protocol';
import type { Playbook, Rule } from '@tillside/rules';
import { isDisturbable } from '../../core/do-not-disturb.ts';
import { openEngagement } from '../../core/engagement.ts';
import { invitationIdOf } from '../../core/ids.ts';
import { findRequested, grant, isPending } from '../../core/invitation.ts';
import { isReachable } from '../../core/routing.ts';
import type { ConversationRecord, Invitation, JournalItem, Site, VisitorRecord } from '../../ports/index.ts';
import { loadRouteFloors } from '../conversation/route-floors.ts';
import type { RouteFloors } from '../conversation/route-floors.ts';
import type { VisitorParty, World } from '../types.ts';
import { changeVisitor } from '../visitor-record.ts';
import { invitationItem, releaseHold } from './change.ts';
import { prepareGrant } from './grant.ts';

type Request = VisitorFrames['invitation.request'];

export type RequestAnswer =
  | { readonly kind: 'granted'; readonly invitation: Invitation; readonly floors: RouteFloors }
  | { readonly kind: 'withheld'; readonly reason: WithholdReason };

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
  const before = findRequested(visitor, frame.session, frame.seq);
  if (before !== undefined) {
    await note(frame, before, asked, party, world);
    return { kind: 'granted', invitation: before, floors };
  }
  if (isRepeated) return withhold(frame, asked, 'no_capacity', party, world);
  const reason = whyNot(visitor, view.record, floors.now);
  if (reason !== undefined) return withhold(frame, asked, reason, party, world);

  const prefer = preferred(view.record, floors);
  const input = { id, session: frame.session, seq: frame.seq, ...asked, floors, prefer };
  const invitation = await prepareGrant(input, party, world);
  if (invitation === undefined) return withhold(frame, asked, 'no_capacity', party, world);

  let late: WithholdReason | undefined;
  await changeVisitor(
    party,
    floors.now,
    (record) => {
      late =
        findRequested(record, frame.session, frame.seq) === undefined
          ? whyNot(record, undefined, floors.now)
          : undefined;
      return late === undefined ? grant(record, invitation) : undefined;
    },
    world,
  );
  if (late !== undefined) {
    await releaseHold(invitation, world);
    return withhold(frame, asked, late, party, world);
  }
  await note(frame, invitation, asked, party, world);
  return { kind: 'granted', invitation, floors };
}

/** The rep who answered this visitor last, if that rep is there. */
function preferred(record: ConversationRecord | undefined, floors: RouteFloors): string | undefined {
  const last = record?.lastRep;
  const isThere = floors.floors.some(({ floor }) => floor.reps.some((rep) => rep.rep === last && isReachable(rep)));
  return isThere ? last : undefined;
}

/** Bits and values mean something against their own playbook only. */
function traceOf(frame: Request, { playbook }: Asked): Pick<JournalItem, 'trace'> {
  return frame.body.playbook === playbook.version ? { trace: JSON.stringify(frame.body.trace) } : {};
}

async function note(
  frame: Request,
  invitation: Invitation,
  asked: Asked,
  party: VisitorParty,
  world: World,
): Promise<void> {
  const item = invitationItem(party, invitation, 'invitation.granted', 'asked', traceOf(frame, asked));
  await world.store.journal.append(party.site, [item]);
}

async function withhold(
  frame: Request,
  asked: Asked,
  reason: WithholdReason,
  party: VisitorParty,
  world: World,
): Promise<RequestAnswer> {
  const isMissed = reason === 'no_capacity';
  const id = invitationIdOf(frame.session, frame.seq);
  const item: JournalItem = {
    key: `${id}/asked`,
    kind: isMissed ? 'invitation.missed' : 'invitation.suppressed',
    visitor: party.visitor,
    conversation: party.conversation,
    rule: asked.rule.id,
    playbook: asked.playbook.version,
    reason,
    ...(isMissed ? traceOf(frame, asked) : {}),
  };
  const [row] = await world.store.journal.append(party.site, [item]);
  const first = row?.reason;
  return { kind: 'withheld', reason: isReason(first) ? first : reason };
}

function isReason(reason: string | undefined): reason is WithholdReason {
  return reason !== undefined && Object.hasOwn(withholdReasons, reason);
}
