import { withholdReasons } from '@tillside/protocol';
import type { VisitorFrames, WithholdReason } from '@tillside/protocol';
import type { Playbook, Rule } from '@tillside/rules';
import { invitationIdOf } from '../../core/ids.ts';
import { findRequested, isUnanswered } from '../../core/invitation.ts';
import type { Invitation, JournalItem, JournalRow } from '../../ports/index.ts';
import type { RouteFloors } from '../conversation/route-floors.ts';
import type { VisitorParty, World } from '../types.ts';
import { changeInvitation, invitationItem } from './change.ts';

export type RequestAnswer =
  | { readonly kind: 'granted'; readonly invitation: Invitation; readonly floors: RouteFloors }
  | { readonly kind: 'withheld'; readonly reason: WithholdReason };

export interface DecisionInput {
  readonly frame: VisitorFrames['invitation.request'];
  readonly playbook: Playbook;
  readonly rule: Rule;
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

export async function decideGranted(invitation: Invitation, input: DecisionInput): Promise<RequestAnswer> {
  const { party } = input;
  const row = await enter(invitationItem(party, invitation, 'invitation.granted', 'asked', traceOf(input)), input);
  if (row?.kind === 'invitation.granted') return { kind: 'granted', invitation, floors: input.floors };
  // An echo was told that it is missed. So it is: what was taken for it is given back.
  if (isUnanswered(invitation)) {
    const withdraw = { kind: 'withdraw' as const, invitation: invitation.id, evenSeen: true };
    await changeInvitation(party, withdraw, input.floors.now, input.world);
  }
  return { kind: 'withheld', reason: reasonOf(row) };
}

export async function decideWithheld(reason: WithholdReason, input: DecisionInput): Promise<RequestAnswer> {
  const { frame, playbook, rule, party, world, floors } = input;
  const isMissed = reason === 'no_capacity';
  const row = await enter(
    {
      key: `${invitationIdOf(frame.session, frame.seq)}/asked`,
      kind: isMissed ? 'invitation.missed' : 'invitation.suppressed',
      visitor: party.visitor,
      conversation: party.conversation,
      rule: rule.id,
      playbook: playbook.version,
      reason,
      ...(isMissed ? traceOf(input) : {}),
    },
    input,
  );
  if (row?.kind !== 'invitation.granted') return { kind: 'withheld', reason: reasonOf(row) };
  const granted = findRequested(await world.store.visitors.load(party.visitor), frame.session, frame.seq);
  return granted === undefined ? { kind: 'withheld', reason } : { kind: 'granted', invitation: granted, floors };
}

/** Bits and values mean something against their own playbook only. */
function traceOf({ frame, playbook }: DecisionInput): Pick<JournalItem, 'trace'> {
  return frame.body.playbook === playbook.version ? { trace: JSON.stringify(frame.body.trace) } : {};
}

function reasonOf(row: JournalRow | undefined): WithholdReason {
  const reason = row?.reason ?? '';
  return Object.hasOwn(withholdReasons, reason) ? (reason as WithholdReason) : 'no_capacity';
}
