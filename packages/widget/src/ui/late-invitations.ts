import type { LinkEvent } from '../link/types.ts';
import type { HearingInvitations, InvitationsHost } from './invitation/start.ts';
import type { Parts } from './parts.ts';

export interface LateInvitations extends Pick<HearingInvitations, '_hear' | '_end'> {
  /** Downloads them; nothing where they cannot be had now. */
  readonly _get: () => Promise<HearingInvitations | undefined>;
}

/** Invitations before they are downloaded: what the relay says to them meanwhile they hear then. */
export function createLateInvitations(parts: Parts, host: InvitationsHost): LateInvitations {
  let invitations: HearingInvitations | undefined;
  const missed: LinkEvent[] = [];

  const get = async (): Promise<HearingInvitations | undefined> => {
    const part = await parts._get('invitation');
    if (!part || invitations) return invitations;
    invitations = part._start(host);
    for (const event of missed.splice(0)) invitations._hear(event);
    return invitations;
  };

  return {
    _get: get,
    _end: (state) => invitations?._end(state),
    _hear(event) {
      if (invitations) return invitations._hear(event);
      const type = event.type === 'told' && event.frame.type;
      if (type === 'welcomed') missed.push(event);
      if (type !== 'invitation.granted') return;
      // A page before asked for it: it is given back.
      missed.push(event);
      void get();
    },
  };
}
