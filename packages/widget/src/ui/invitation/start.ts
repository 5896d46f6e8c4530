import { DO_NOT_DISTURB } from '../../consent/store.ts';
import { ANALYTICS } from '../../consent/consent.ts';
import type { Availability } from '@tillside/protocol';
import { isTalking } from '../../chat/follow-chat.ts';
import { askNobody } from '../../invitation/ask-nobody.ts';
import { createAsking } from '../../invitation/asking.ts';
import { createInvitations } from '../../invitation/invitations.ts';
import type { Invitations } from '../../invitation/invitations.ts';
import type { LinkEvent } from '../../link/types.ts';
import type { Ctx } from '../context.ts';
import type { UiHost } from '../types.ts';
import { fill } from '../words.ts';
import { createStage } from './stage.tsx';

export interface InvitationsHost extends UiHost {
  /** Where they are drawn. */
  readonly _box: HTMLElement;
  readonly _availability: () => Availability;
  /** What they are drawn with; there as soon as there are words. */
  readonly _ctx: () => Ctx | undefined;
  /** The panel is. */
  readonly _isOpen: () => boolean;
  /** The visitor said yes. */
  readonly _accepted: () => void;
  /** One is on the screen, or gone. */
  readonly _inviting: (isNow: boolean) => void;
}

export interface HearingInvitations extends Invitations {
  readonly _hear: (event: LinkEvent) => void;
}

/** Puts invitations together: who asks, who may, what is said, where it is drawn. */
export function startInvitations(host: InvitationsHost): HearingInvitations {
  const { _boot: boot, _options: options, _link: link, _store: store, _consent: consent, _emit: emit } = host;
  const asking = createAsking(link);
  const show = createStage(host._box);

  const invitations = createInvitations({
    _store: store,
    _link: link,
    _ask: (body, rule) =>
      consent._isGranted(ANALYTICS) ? asking._ask(body) : askNobody(boot, host._availability(), rule),
    _mayInvite: () =>
      (consent._isGranted(ANALYTICS) || !!boot.invitationsBeforeConsent) &&
      !host._isOpen() &&
      !isTalking(store) &&
      // What was said elsewhere, or remembered longer than by this browser, the engine may not know.
      !(Number(store._get(DO_NOT_DISTURB)) > Date.now()) &&
      !host._signal.aborted,
    _outcome: host._rules._outcome,
    _draw({ rep, team, expiresAt, offer, form }, { invite }, onAnswer) {
      // Nobody is invited before there are words.
      const ctx = host._ctx() as Ctx;
      const { cart } = host._context();
      const { text: texts } = invite;
      const { locale } = options;
      const values = {
        rep: rep?.name,
        team: team?.name ?? boot.team.name,
        site: boot.name,
        cart: cart && ctx._format._money(cart.value, cart.currency),
      };
      const hide = show({
        ctx,
        name: rep?.name ?? values.team,
        faces: rep ? [rep] : (team?.reps ?? []),
        text: fill(texts[locale] ?? texts[locale.split('-')[0] ?? ''] ?? texts['en'] ?? '', values),
        offer: offer?.title,
        form,
        expiresAt,
        onAnswer,
      });
      host._inviting(true);
      return () => {
        hide();
        host._inviting(false);
      };
    },
    _onState(state, { invitation, rule }) {
      emit('invitation', { invitation, rule, state });
      if (state === 'accepted') host._accepted();
    },
  });

  return {
    ...invitations,
    _hear(event) {
      asking._hear(event);
      if (event.type === 'told' && event.frame.type === 'invitation.withdrawn')
        invitations._withdraw(event.frame.invitation);
    },
  };
}
