import { withholdReasons } from '@tillside/protocol';
import type { VisitorFrames, WithholdReason } from '@tillside/protocol';
import type { Playbook, Rule } from '@tillside/rules';
import type { Drawn } from '../../core/audience.ts';
import { invitationIdOf } from '../../core/ids.ts';
import { findRequested, isUnanswered } from '../../core/invitation.ts';
import type { MissedReason } from '../../core/forecast/judge.ts';
import { budgetOf, offerNamed } from '../../core/offers.ts';
import { isPreview } from '../../core/preview.ts';
import { packedTrace } from '../../core/trace.ts';
import type { Invitation, JournalItem, JournalRow, Site } from '../../ports/index.ts';
import type { RouteFloors } from '../conversation/route-floors.ts';
import type { VisitorParty, World } from '../types.ts';
import { changeInvitation, invitationItem } from './change.ts';
import { forecastFor } from './promise.ts';

export type RequestAnswer =
  | { readonly kind: 'granted'; readonly invitation: Invitation; readonly floors: RouteFloors }
  | { readonly kind: 'withheld'; readonly reason: WithholdReason };

/** What a request is about, as the site has published it, and the visitor's part in the rule's comparison. */
export interface Asked {
  readonly site: Site;
  readonly playbook: Playbook;
  readonly rule: Rule;
  readonly drawn: Drawn | undefined;
}

export interface DecisionInput {
  readonly frame: VisitorFrames['invitation.request'];
  readonly asked: Asked;
  /** Of what the rule asks for. */
  readonly floors: RouteFloors;
  readonly party: VisitorParty;
  readonly world: World;
}

/**
 * A request is decided by the first line that the journal takes under its key. Echoes of it on other sockets and nodes read that line and
 * answer the same, whatever they found themselves.
 */
async function enter(item: JournalItem, { party, world }: DecisionInput): Promise<JournalRow | undefined> {
  const [row] = await world.store.journal.append(party.site, [item]);
  return row;
}

/** A grant that promises an offer is entered with the promise, and counted by the offer's budget in the same step. */
async function enterGrant(invitation: Invitation, input: DecisionInput): Promise<JournalRow | undefined> {
  const { asked, party, world } = input;
  const granted = invitationItem(party, invitation, 'invitation.granted', 'asked', traceOf(input));
  const { offer: id } = invitation;
  if (id === undefined) return enter(granted, input);
  const promise = invitationItem(party, invitation, 'offer.granted', 'offer', { offer: id });
  const offer = offerNamed(asked.site, id);
  // A try-out takes nothing from the day's budget.
  const budget = offer === undefined || isPreview(party.visitor) ? undefined : budgetOf(offer);
  if (budget !== undefined)
    return world.store.journal.appendWithin(
      party.site,
      budget,
      [granted, promise],
      withheldItem('offer_unavailable', input),
    );
  const [row] = await world.store.journal.append(party.site, [granted]);
  if (row?.kind === 'invitation.granted') await world.store.journal.append(party.site, [promise]);
  return row;
}

export async function decideGranted(invitation: Invitation, input: DecisionInput): Promise<RequestAnswer> {
  const row = await enterGrant(invitation, input);
  if (row?.kind === 'invitation.granted') return { kind: 'granted', invitation, floors: input.floors };
  // An echo was told that it is missed, or the offer's last promise went to somebody else: what was taken for it is given back.
  if (isUnanswered(invitation)) {
    const withdraw = { kind: 'withdraw' as const, invitation: invitation.id, evenSeen: true };
    await changeInvitation(input.party, withdraw, input.floors.now, input.world);
  }
  return { kind: 'withheld', reason: reasonOf(row) };
}

export async function decideWithheld(reason: WithholdReason, input: DecisionInput): Promise<RequestAnswer> {
  return decide(withheldItem(reason, input), reason, input);
}

/** Nobody could answer soon: a visitor is told no more than that, the journal why. */
export async function decideMissed(reason: MissedReason, input: DecisionInput): Promise<RequestAnswer> {
  return decide(withheldItem(reason, input, 'invitation.missed'), 'no_capacity', input);
}

async function decide(item: JournalItem, reason: WithholdReason, input: DecisionInput): Promise<RequestAnswer> {
  const { frame, party, world, floors } = input;
  const row = await enter(item, input);
  if (row?.kind !== 'invitation.granted') return { kind: 'withheld', reason: reasonOf(row) };
  const granted = findRequested(await world.store.visitors.load(party.visitor), frame.session, frame.seq);
  return granted === undefined ? { kind: 'withheld', reason } : { kind: 'granted', invitation: granted, floors };
}

/**
 * The visitor is in an arm that gets nothing. Whether a rep was there is written down, because only those whom a rep could have served are
 * compared; nothing is reserved.
 */
export async function decideHeldOut(input: DecisionInput): Promise<RequestAnswer> {
  const verdict = forecastFor(input.asked, input.floors, input.party, input.world);
  const item =
    verdict.kind === 'may'
      ? withheldItem('held_out', input, 'invitation.would_grant')
      : withheldItem(verdict.reason, input, 'invitation.missed');
  const row = await enter(item, input);
  return { kind: 'withheld', reason: row?.kind === 'invitation.suppressed' ? reasonOf(row) : 'held_out' };
}

function withheldItem(
  reason: WithholdReason | MissedReason,
  input: DecisionInput,
  kind: 'invitation.missed' | 'invitation.would_grant' | 'invitation.suppressed' = 'invitation.suppressed',
): JournalItem {
  const { frame, asked, party } = input;
  return {
    key: `${invitationIdOf(frame.session, frame.seq)}/asked`,
    kind,
    visitor: party.visitor,
    conversation: party.conversation,
    rule: asked.rule.id,
    playbook: asked.playbook.version,
    ...asked.drawn,
    reason,
    ...(kind === 'invitation.suppressed' ? {} : traceOf(input)),
  };
}

function traceOf({ frame, asked, party }: DecisionInput): Pick<JournalItem, 'trace'> {
  const { playbook, rule, drawn, site } = asked;
  const place = { type: party.context?.page.type ?? '', queryKeys: site.queryKeys ?? [] };
  return { trace: packedTrace(frame.body.trace, { playbook, rule, arm: drawn?.arm }, place) };
}

function reasonOf(row: JournalRow | undefined): WithholdReason {
  const reason = row?.reason ?? '';
  return Object.hasOwn(withholdReasons, reason) ? (reason as WithholdReason) : 'no_capacity';
}
