import type { Context } from '@tillside/protocol';
import { stepInvitation } from '../../core/invitation.ts';
import type { InvitationInput, InvitationOutcome } from '../../core/invitation.ts';
import type { Invitation, JournalItem } from '../../ports/index.ts';
import type { World } from '../types.ts';
import { ring } from '../bell-messages.ts';
import { changeVisitor } from '../visitor-record.ts';

/** Whose invitation it is. */
export interface Invited {
  readonly site: string;
  readonly visitor: string;
  readonly conversation: string;
  /** Where the visitor is, if that is known: a journal line names what the cart was worth then. */
  readonly context?: Context | undefined;
}

export interface Changed {
  readonly outcome: InvitationOutcome;
  /** Its state before; absent where it is unknown. */
  readonly before?: Invitation;
}

export function invitationItem(
  who: Invited,
  invitation: Invitation,
  kind: JournalItem['kind'],
  key: string,
  more: Partial<JournalItem> = {},
): JournalItem {
  const { id, rule, playbook, experiment, arm, team, rep, engagement } = invitation;
  const cart = who.context?.cart;
  return {
    key: `${id}/${key}`,
    kind,
    visitor: who.visitor,
    conversation: who.conversation,
    invitation: id,
    rule,
    playbook,
    ...(experiment === undefined ? {} : { experiment }),
    ...(arm === undefined ? {} : { arm }),
    ...(team === undefined ? {} : { team }),
    ...(rep === undefined ? {} : { rep }),
    ...(engagement === undefined ? {} : { engagement }),
    ...(cart === undefined ? {} : { value: cart.value, currency: cart.currency }),
    ...more,
  };
}

/** Takes an invitation one step further; gives the slot back that it does not need any more, and writes the step into the journal. */
export async function changeInvitation(
  who: Invited,
  input: InvitationInput,
  now: number,
  world: World,
  more: Partial<JournalItem> = {},
): Promise<Changed> {
  let outcome: InvitationOutcome = { kind: 'refused', reason: 'unknown_invitation' };
  let before: Invitation | undefined;
  await changeVisitor(
    who,
    now,
    (record) => {
      outcome = stepInvitation(record, input, now);
      before = record.invitations.find((one) => one.id === input.invitation);
      return outcome.kind === 'changed' ? outcome.record : undefined;
    },
    world,
  );
  await follow(who, outcome, world, more);
  return { outcome, ...(before === undefined ? {} : { before }) };
}

async function follow(
  who: Invited,
  outcome: InvitationOutcome,
  world: World,
  more: Partial<JournalItem>,
): Promise<void> {
  if (outcome.kind === 'refused') return;
  const { invitation, mustRelease, journal } = outcome;
  if (outcome.kind === 'changed' && invitation.state === 'withdrawn') {
    ring(world, who.conversation, { withdrawn: invitation.id });
  }
  await Promise.all([
    mustRelease ? releaseHold(invitation, world) : undefined,
    journal === undefined
      ? undefined
      : world.store.journal.append(who.site, [invitationItem(who, invitation, journal, invitation.state, more)]),
  ]);
}

export async function releaseHold({ team, claim }: Invitation, world: World): Promise<void> {
  if (team !== undefined && claim !== undefined) await world.store.floor.releaseClaim(team, claim);
}
