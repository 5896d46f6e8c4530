import type { Invitation, JournalKind, VisitorRecord } from '../ports/index.ts';
import { assertNever } from './assert-never.ts';
import { isDisturbable } from './do-not-disturb.ts';
import { countOffer } from './offers.ts';
import { rememberLast } from './visitor.ts';

/** So much longer than the card is shown its answer is waited for, and its slot held: a yes may be under way. Milliseconds. */
export const answerGraceMs = 3_000;

/** What can happen to one invitation after it was granted. */
export type InvitationInput =
  | { readonly kind: 'seen'; readonly invitation: string }
  | { readonly kind: 'accept'; readonly invitation: string; readonly engagement: string }
  /** `until`: how long the no binds at least; one that binds longer stays. */
  | { readonly kind: 'decline'; readonly invitation: string; readonly until: number }
  | { readonly kind: 'dismiss'; readonly invitation: string }
  | { readonly kind: 'time_out'; readonly invitation: string }
  /** The capacity it promised went away. What the visitor is looking at already stays, unless `evenSeen`. */
  | { readonly kind: 'withdraw'; readonly invitation: string; readonly evenSeen: boolean };

export type InvitationOutcome =
  | {
      readonly kind: 'changed';
      readonly record: VisitorRecord;
      readonly invitation: Invitation;
      readonly journal: JournalKind;
      /** It held a rep's slot and needs it no more. */
      readonly mustRelease: boolean;
    }
  /** `journal` is there where this very step was taken before: the first try may have died before it was written down. */
  | {
      readonly kind: 'already';
      readonly invitation: Invitation;
      readonly journal?: JournalKind;
      readonly mustRelease: boolean;
    }
  /** `answered`: the visitor gave another answer before. */
  | { readonly kind: 'refused'; readonly reason: 'unknown_invitation' | 'answered' };

/** On the visitor's screen, as far as the relay knows. */
export function isPending(invitation: Invitation, now: number): boolean {
  return isUnanswered(invitation) && invitation.expiresAt > now;
}

export function isUnanswered({ state }: Invitation): boolean {
  return state === 'granted' || state === 'seen';
}

/** Why a visitor is not to be invited now, whoever wants to: a rule or a rep. */
export function whyNotInvite(record: VisitorRecord | undefined, now: number): 'declined' | 'pending' | undefined {
  if (!isDisturbable(record, now)) return 'declined';
  return record?.invitations.some((one) => isPending(one, now)) === true ? 'pending' : undefined;
}

export type GrantOutcome =
  | { readonly kind: 'granted'; readonly record: VisitorRecord }
  /** The same request made it before. */
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly reason: 'declined' | 'pending' };

/** The only way an invitation comes into a visitor's record: a "no, thanks" binds every kind of it. */
export function grant(record: VisitorRecord, invitation: Invitation, now: number): GrantOutcome {
  if (record.invitations.some(({ id }) => id === invitation.id)) return { kind: 'already' };
  const reason = whyNotInvite(record, now);
  if (reason !== undefined) return { kind: 'refused', reason };
  const invitations = rememberLast(record.invitations, invitation);
  const next = { ...record, invitations };
  return {
    kind: 'granted',
    record: invitation.offer === undefined ? next : countOffer(next, invitation.offer, 'promised', 1),
  };
}

export function findRequested(record: VisitorRecord | undefined, session: string, seq: number): Invitation | undefined {
  return record?.invitations.find((one) => one.session === session && one.seq === seq);
}

type Step = { readonly to: Invitation['state']; readonly journal: JournalKind } | 'already' | 'answered';

const nextState: Readonly<Record<InvitationInput['kind'], { to: Invitation['state']; journal: JournalKind }>> = {
  seen: { to: 'seen', journal: 'invitation.seen' },
  accept: { to: 'accepted', journal: 'invitation.accepted' },
  decline: { to: 'declined', journal: 'invitation.declined' },
  dismiss: { to: 'dismissed', journal: 'invitation.dismissed' },
  time_out: { to: 'timed_out', journal: 'invitation.timed_out' },
  withdraw: { to: 'withdrawn', journal: 'invitation.withdrawn' },
};

function stepOf(state: Invitation['state'], input: InvitationInput): Step {
  const next = nextState[input.kind];
  if (state === next.to) return 'already';
  switch (input.kind) {
    case 'seen':
      return state === 'granted' ? next : 'already';
    // A yes that crossed with the clock or with a rep who left is still a yes. After a no it is a visitor who came back by another way.
    case 'accept':
      return state === 'declined' || state === 'dismissed' ? 'answered' : next;
    // A no binds whenever it comes; only a yes cannot be taken back by it.
    case 'decline':
      return state === 'accepted' ? 'answered' : next;
    case 'dismiss':
    case 'time_out':
      return state === 'granted' || state === 'seen' ? next : 'already';
    case 'withdraw':
      return state === 'granted' || (input.evenSeen && state === 'seen') ? next : 'already';
    default:
      return assertNever(input);
  }
}

/**
 * One step in an invitation's life. Every state and input has an answer and every input may come twice: frames are repeated, tabs
 * disagree, and the relay's own clock takes part.
 */
export function stepInvitation(record: VisitorRecord, input: InvitationInput, now: number): InvitationOutcome {
  const current = record.invitations.find((one) => one.id === input.invitation);
  if (current === undefined) return { kind: 'refused', reason: 'unknown_invitation' };
  const step = stepOf(current.state, input);
  if (step === 'answered') return { kind: 'refused', reason: 'answered' };
  if (step === 'already') {
    const isRepeated = current.state === nextState[input.kind].to;
    return {
      kind: 'already',
      invitation: current,
      ...(isRepeated ? { journal: nextState[input.kind].journal } : {}),
      mustRelease: current.isHeld && !holdsSlot(current.state),
    };
  }
  const invitation: Invitation = {
    ...current,
    state: step.to,
    ...(step.to === 'seen' ? {} : { answeredAt: now }),
    ...(input.kind === 'accept' ? { engagement: input.engagement } : {}),
  };
  // What nobody saw promised nothing.
  const isUnseen = current.state === 'granted' && (step.to === 'withdrawn' || step.to === 'timed_out');
  const counted = isUnseen && current.offer !== undefined ? countOffer(record, current.offer, 'promised', -1) : record;
  return {
    kind: 'changed',
    record: {
      ...counted,
      invitations: record.invitations.map((one) => (one.id === invitation.id ? invitation : one)),
      ...(input.kind === 'decline' ? { declinedUntil: Math.max(input.until, record.declinedUntil ?? 0) } : {}),
    },
    invitation,
    journal: step.journal,
    mustRelease: invitation.isHeld && !holdsSlot(step.to),
  };
}

/** An accepted one's slot belongs to the conversation. */
function holdsSlot(state: Invitation['state']): boolean {
  return state === 'granted' || state === 'seen' || state === 'accepted';
}
