import type { EngagementView, EntryAdded } from '@tillside/protocol';

/** A message of the visitor's that is not in the log yet. */
export interface Unsent {
  readonly _key: string;
  readonly _text: string;
  /** The relay refused it; it is not tried again by itself. */
  readonly _isRefused: boolean;
}

/** The conversation as the panel draws it. A new object whenever something changed. */
export interface ChatView {
  /** `idle`: no socket is needed. `lost`: it should be there, and is tried again. `stopped`: the relay wants no more of it. */
  readonly _link: 'idle' | 'connecting' | 'live' | 'lost' | 'stopped';
  readonly _entries: readonly EntryAdded[];
  readonly _unsent: readonly Unsent[];
  readonly _engagement: EngagementView | undefined;
  readonly _isRepTyping: boolean;
  /** The rep has read up to this offset. */
  readonly _readByRep: number;
  /** Entries of reps that the visitor has not seen. */
  readonly _unread: number;
  /** An entry may have been lost for good. */
  readonly _mayMiss: boolean;
}

export interface Chat {
  readonly _view: () => ChatView;
  /** Called at every change, until the function it returns is called. */
  readonly _watch: (onChange: () => void) => () => void;
  readonly _send: (text: string) => void;
  /** Sends a refused message again. */
  readonly _retry: (key: string) => void;
  readonly _applied: (offer: string, isApplied: boolean) => void;
  readonly _typing: () => void;
  /** Everything was looked at. */
  readonly _seen: () => void;
}
