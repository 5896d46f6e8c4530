import type { Availability, Boot } from '@tillside/protocol';
import type { Rule } from '@tillside/rules';
import type { Granted } from '../ui/types.ts';

/** As long as the relay lets one that it grants stand. */
const STANDS_MS = 60_000;

/**
 * An invitation before consent, of which the relay knows nothing until the visitor presses: unheld, so it shows the team and no rep,
 * and only while `boot` says that somebody is there now.
 */
export const askNobody = async (
  { team }: Pick<Boot, 'team'>,
  availability: Availability,
  { id, invite }: Rule,
): Promise<Granted | undefined> =>
  // No rep is promised, so a text that cannot do without one's name is not shown.
  availability === 'now' && !Object.values(invite.text).some((text) => text.includes('{rep}'))
    ? {
        type: 'invitation.granted',
        session: '',
        seq: 0,
        invitation: '',
        rule: id,
        // Without pictures: to fetch one would tell the relay who is invited.
        team: { ...team, reps: team.reps.map(({ id, name }) => ({ id, name })) },
        form: invite.form ?? 'card',
        expiresAt: Date.now() + (invite.timeToLiveMs ?? STANDS_MS),
      }
    : undefined;
