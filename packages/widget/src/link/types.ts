import type { Context, VisitorFrames } from '@tillside/protocol';
import type { ClientEvent, LinkState, OutboxItem, Parties, Unnumbered } from '@tillside/protocol/client';
import type { Consent } from '../consent/consent.ts';
import type { Store } from '../consent/store.ts';
import type { Load } from '../sdk/downloads.ts';
import type { Options } from '../sdk/options.ts';
import type { Outbox } from './outbox.ts';

/** What passes between the bundles about the link. Members `_like this` get the same short names in all of them. */

/** Storage key: some page kept frames that were not acknowledged. */
export const OWED = 'owed';

/** A numbered frame of the visitor's, before it has its number. */
export type VisitorSend = Unnumbered<Parties['visitor']['asks']>;
export type InvitationRequest = VisitorFrames['invitation.request']['body'];
/** What the relay says, and how the link is. */
export type LinkEvent =
  | ClientEvent<Parties['visitor']['told'], Parties['visitor']['asks']>
  /** A card number was taken out of what the visitor sent: the panel says why. */
  | { readonly type: 'masked' };

/** What the entry gives the link. */
export interface LinkHost {
  readonly _options: Options;
  readonly _store: Store;
  readonly _signal: AbortSignal;
  /** Asks `boot` again, which tells why an upgrade was refused. `null`: trying again makes no sense. `undefined`: nobody answered. */
  readonly _bootNow: () => Promise<unknown>;
  /** What the visitor agreed to: told to the relay with the first frame of a new visitor, and by `_consented`. */
  readonly _consent: Pick<Consent, '_isGranted'>;
  readonly _load: Load;
  /** Where frames are kept until they are acknowledged. */
  readonly _outbox: Outbox;
  /** The key of a preview address, said in every `hello`. */
  readonly _preview?: string | undefined;
}

export interface Link {
  /** Whether a socket is needed. Without need it closes once everything is acknowledged. */
  readonly _want: (isWanted: boolean) => void;
  readonly _state: () => LinkState;
  /** Queues a durable frame, and connects if nothing is connected. Returns the number by which events speak of it. */
  readonly _send: (frame: VisitorSend) => number;
  readonly _context: (context: Context) => void;
  /** `text`: what was typed so far, only where the site shows it to reps and the panel says so. */
  readonly _typing: (text?: string) => void;
  /** Sends at once what is neither durable nor repeated. False: there is no link, nothing was sent. */
  readonly _post: (frame: Parties['visitor']['asks']) => boolean;
  readonly _read: (offset: number) => void;
  /** Frames that are kept: those on their way, and those acknowledged a moment ago. */
  readonly _outbox: () => readonly OutboxItem[];
  /** The one who hears everything, from now on. */
  readonly _listen: (onEvent: (event: LinkEvent) => void) => void;
  /** The visitor agreed to something else than before, and not to nothing. */
  readonly _consented: () => void;
  /** Consent was withdrawn: tells the relay where it can still hear it, closes the socket, forgets who this is. */
  readonly _forget: () => void;
}
