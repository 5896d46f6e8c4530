import type { Outcome, Rule } from '@tillside/rules';
import type { Store } from '../consent/store.ts';
import type { InvitationRequest, Link } from '../link/types.ts';
import type { Invite } from '../rules/rules.ts';
import type { InvitationState } from '../sdk/types.ts';
import type { CardAnswer, Granted, StayedOut } from '../ui/types.ts';
import { LATE_AFTER_MS } from './asking.ts';
import { holdInvitationLock } from './lock.ts';

/** What is told to the relay, and how. */
const frames = {
  seen: 'invitation.seen',
  accepted: 'invitation.accept',
  declined: 'invitation.decline',
  dismissed: 'invitation.dismiss',
  timed_out: 'invitation.time-out',
} as const;

export interface InvitationHost {
  readonly _store: Store;
  readonly _link: Link;
  readonly _ask: (body: InvitationRequest, rule: Rule) => Promise<Granted | undefined>;
  /** Consent is there and the visitor is not talking to us already. */
  readonly _mayInvite: () => boolean;
  readonly _outcome: (outcome: Outcome, rule: string) => void;
  /** Draws the card; the function it returns takes it away. */
  readonly _draw: (granted: Granted, rule: Rule, onAnswer: (answer: CardAnswer) => void) => () => void;
  /** Every step of its life, for the shop. `accepted` opens the panel. */
  readonly _onState: (state: InvitationState, granted: Granted) => void;
}

export interface Invitations {
  /** From the engine's decision to the visitor's answer. */
  readonly _invite: (decision: Invite, rule: Rule, playbook: string, stayedOut: StayedOut) => Promise<void>;
  /** Ends the one on screen, if there is one: the visitor answered elsewhere, or the page goes. */
  readonly _end: (state: 'accepted' | 'timed_out') => void;
  readonly _withdraw: (invitation: string) => void;
}

/** An invitation from decision to outcome: one tab asks, the relay grants, the card is shown, the answer is told. */
export function createInvitations(host: InvitationHost): Invitations {
  let isBusy = false;
  let onScreen: { readonly _id: string; readonly _end: (state: InvitationState) => void; _isSeen: boolean } | undefined;

  /** One that the relay was not asked for has no number, and nothing is told of it. */
  const tellRelay = (state: InvitationState, invitation: string): void => {
    if (!invitation || !(state in frames)) return;
    const type = frames[state as keyof typeof frames];
    host._link._send({ type, conversation: 'visitor', body: { invitation } });
  };

  /** Shows the card and resolves when it is gone. */
  const show = (granted: Granted, rule: Rule): Promise<void> =>
    new Promise((resolve) => {
      const tell = (state: InvitationState): void => {
        if (state !== 'seen') host._outcome(state, rule.id);
        host._onState(state, granted);
      };
      const current = {
        _id: granted.invitation,
        _isSeen: false,
        _end(state: InvitationState) {
          if (onScreen !== current) return;
          onScreen = undefined;
          // First of all: by a yes the rep's console rings.
          tellRelay(state, granted.invitation);
          remove();
          tell(state);
          resolve();
        },
      };
      onScreen = current;
      const remove = host._draw(granted, rule, (answer) => {
        if (answer !== 'seen') current._end(answer);
        else if (!current._isSeen) {
          current._isSeen = true;
          tellRelay('seen', granted.invitation);
          tell('seen');
        }
      });
      tell('shown');
    });

  return {
    async _invite({ kind, trace }, rule, playbook, stayedOut) {
      // Held out, it is over with the decision: only the relay wants to know.
      const withhold = (): void => {
        if (kind === 'invite') host._outcome('withheld', rule.id);
      };
      const isLate = Date.now() - trace.at > LATE_AFTER_MS;
      if (isBusy || isLate || !host._mayInvite()) return withhold();
      isBusy = true;
      let release: (() => void) | undefined;
      try {
        const { delayMs = 0 } = rule.invite;
        if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
        // The visitor may have opened the chat meanwhile, or said no in another tab.
        release = host._mayInvite() ? await holdInvitationLock(host._store, trace.at) : undefined;
        const { arm } = trace;
        const body = { rule: rule.id, playbook, trace, ...(arm && { arm }) } as InvitationRequest;
        const granted = release && (await host._ask(body, rule));
        const isOut = await stayedOut;
        if (granted && isOut && kind === 'invite' && host._mayInvite() && granted.expiresAt > Date.now())
          await show(granted, rule);
        else {
          // Granted, but not wanted any more: the rep is free again at once.
          if (granted) tellRelay('timed_out', granted.invitation);
          withhold();
        }
      } finally {
        release?.();
        isBusy = false;
      }
    },
    _end: (state) => onScreen?._end(state),
    _withdraw(invitation) {
      if (onScreen?._id === invitation && !onScreen._isSeen) onScreen._end('withdrawn');
    },
  };
}
