import type { Context } from '@tillside/protocol';
import { isUnanswered, stepInvitation } from '../../core/invitation.ts';
import type { InvitationInput, InvitationOutcome } from '../../core/invitation.ts';
import type { Invitation, JournalItem } from '../../ports/index.ts';
import type { World } from '../types.ts';
import { ring } from '../bell-messages.ts';
import { changeVisitor } from '../visitor-record.ts';
import { noteOutcome } from './memory.ts';

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

/** Takes an invitation one step further; gives back what it does not need any more, and writes the step into the journal. */
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
  const isOver = !invitation.isHeld && !isUnanswered(invitation);
  if (outcome.kind === 'changed') noteOutcome(world, who, invitation);
  if (outcome.kind === 'changed' && invitation.state === 'withdrawn') {
    ring(world, who.conversation, { withdrawn: invitation.id });
  }
  await Promise.all([
    mustRelease || isOver ? giveBack(invitation, world) : undefined,
    journal === undefined
      ? undefined
      : world.store.journal.append(who.site, [invitationItem(who, invitation, journal, invitation.state, more)]),
  ]);
}

/** What it took of its team: a slot, or its place among the unheld. */
export async function giveBack({ id, team, claim, isHeld }: Invitation, world: World): Promise<void> {
  if (team === undefined) return;
  if (claim !== undefined) await world.store.floor.releaseClaim(team, claim);
  else if (!isHeld) await world.store.floor.endGrant(team, id);
}
