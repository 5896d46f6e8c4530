import type { Granted } from '../ui/types.ts';
import type { InvitationRequest, Link, LinkEvent } from '../link/types.ts';

/** An invitation that comes later than this after its moment would be out of place. */
export const LATE_AFTER_MS = 8_000;

export interface Asking {
  /** Asks whether the invitation may be shown. Nothing when it may not, or when no answer came in time. */
  readonly _ask: (body: InvitationRequest) => Promise<Granted | undefined>;
  readonly _hear: (event: LinkEvent) => void;
}

/** Matches grants with the requests that asked for them. A grant that nobody waits for any more is given back. */
export function createAsking(link: Link): Asking {
  const waiting = new Map<number | undefined, (granted?: Granted) => void>();
  /** The relay's clock less ours: a visitor's may be wrong by days. */
  let skewMs = 0;

  return {
    _ask: (body) =>
      new Promise((resolve) => {
        const local = link._send({ type: 'invitation.request', conversation: 'visitor', body });
        const done = (granted?: Granted): void => {
          waiting.delete(local);
          clearTimeout(timer);
          resolve(granted);
        };
        const timer = setTimeout(done, LATE_AFTER_MS);
        waiting.set(local, done);
      }),
    _hear(event) {
      if (event.type === 'refused') waiting.get(event.local)?.();
      if (event.type !== 'told') return;
      const { frame, local } = event;
      const answer = waiting.get(local);
      if (frame.type === 'welcomed') skewMs = frame.now - Date.now();
      else if (frame.type === 'invitation.withheld') answer?.();
      else if (frame.type === 'invitation.granted') {
        const { invitation, expiresAt } = frame;
        if (answer) answer({ ...frame, expiresAt: expiresAt - skewMs });
        else link._send({ type: 'invitation.time-out', conversation: 'visitor', body: { invitation } });
      }
    },
  };
}
