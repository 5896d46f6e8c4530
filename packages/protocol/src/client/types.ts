import type { Context, RefusalCodeName, RepFrame, RepTold, VisitorFrame, VisitorTold } from '../index.ts';

/** The frame sets of the two parties. */
export interface Parties {
  readonly visitor: { readonly asks: VisitorFrame; readonly told: VisitorTold };
  readonly rep: { readonly asks: RepFrame; readonly told: RepTold };
}
export type PartyKind = keyof Parties;
export type Asked = VisitorFrame | RepFrame;
export type Told = VisitorTold | RepTold;

type Numbers = 'session' | 'seq';
type Without<Frame, Keys extends PropertyKey> = Frame extends unknown ? Omit<Frame, Keys> : never;

/** A frame with a number: durable, acknowledged, kept in the outbox until then. */
export type Numbered<Frame = Asked> = Extract<Frame, { readonly session: string; readonly seq: number }>;
/** The same before it got its number: what a caller sends. */
export type Unnumbered<Frame = Asked> = Without<Numbered<Frame>, Numbers>;
/** A question with a `ref`, answered by `done` or `refused`. */
export type Command<Frame = RepFrame> = Without<Extract<Frame, { readonly ref: number }>, 'ref'>;

/** What an outbox keeps of one frame, as JSON. */
export interface OutboxItem {
  readonly frame: Numbered;
  /** When it was acknowledged; 0 while it is not. */
  readonly ackedAt: number;
}

export interface Cursor {
  readonly offset: number;
  readonly chain: string;
}

/** How the link is. `stopped` is for good, until `connect` is called again. */
export type LinkState = 'idle' | 'connecting' | 'up' | 'waiting' | 'stopped';

/** What the host of a client hears. */
export type ClientEvent<TheTold = Told, Frame = Asked> =
  | {
      readonly type: 'link';
      readonly state: LinkState;
      /** With `waiting` and `stopped`: the close code that led there. */
      readonly code?: number | undefined;
    }
  | {
      /**
       * A frame of the relay that counts: entries exactly once and in order, `attached`, `live`, facts, answers.
       * At `attached` with another state than `ok` the view of that conversation begins anew.
       */
      readonly type: 'told';
      readonly frame: TheTold;
      /** The frame that it answers or, for an entry, that became it: as given to `send`. */
      readonly local?: number | undefined;
    }
  /** Durable: in the log, or taken by the lane. */
  | { readonly type: 'acked'; readonly frame: Numbered<Frame>; readonly local?: number | undefined }
  /** Not sent and never will be: show it so. */
  | {
      readonly type: 'refused';
      readonly frame: Numbered<Frame>;
      readonly local?: number | undefined;
      readonly code: RefusalCodeName;
      readonly detail?: string | undefined;
    }
  /** A frame of this client may be missing in the log, and nobody can tell: say so, and count it. */
  | { readonly type: 'missing'; readonly conversation: string };

/** One input by its type. */
export type InputOf<Type extends Input['type']> = Extract<Input, { readonly type: Type }>;
/** One frame of the relay by its type. */
export type ToldOf<Type extends Told['type']> = Extract<Told, { readonly type: Type }>;

/** What the core is told. Times are the `now` that comes with every input. */
export type Input =
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect' }
  /** The socket stands. */
  | { readonly type: 'opened'; readonly credential?: string | undefined }
  | { readonly type: 'frame'; readonly frame: Told }
  /** The socket is gone, or did not come to stand. 1006 where nobody said a code. */
  | { readonly type: 'closed'; readonly code: number }
  /** The timer of the last `wake` ran down. */
  | { readonly type: 'tick' }
  /** `local` names the frame in events, whatever number it gets. */
  | { readonly type: 'send'; readonly frame: Unnumbered; readonly local?: number | undefined }
  | { readonly type: 'attach'; readonly conversation: string; readonly cursor?: Cursor | undefined }
  | { readonly type: 'detach'; readonly conversation: string }
  /** `text`: what is being typed, where the visitor is told that it is shown. */
  | { readonly type: 'typing'; readonly conversation: string; readonly text?: string | undefined }
  | { readonly type: 'read'; readonly conversation: string; readonly offset: number }
  | { readonly type: 'context'; readonly context: Context }
  | { readonly type: 'network'; readonly isOnline: boolean }
  | { readonly type: 'page'; readonly isShown: boolean }
  /** An outbox that a dead tab left behind, or a sibling's. */
  | { readonly type: 'adopt'; readonly items: readonly OutboxItem[] };

/** What the core wants done, in this order. */
export type Effect =
  | ClientEvent
  /** Open a socket; ask for `boot` first where `asksBoot`. Answered by `opened` or `closed`. */
  | { readonly type: 'open'; readonly asksBoot: boolean }
  | { readonly type: 'send'; readonly frame: Asked }
  /** Close the socket and forget it: nothing more of it may reach the core. */
  | { readonly type: 'close' }
  /** Tick after this time. Replaces the timer before; `Infinity`: no timer. */
  | { readonly type: 'wake'; readonly afterMs: number }
  /** The outbox changed: keep it, before any frame that follows here is sent. */
  | { readonly type: 'save' }
  /** Keep this credential for the next socket; without a value: drop the one you have. */
  | { readonly type: 'credential'; readonly value?: string | undefined };
