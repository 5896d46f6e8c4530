import type { EngagementView, EntryAdded, VisitorFrame } from '@tillside/protocol';
import type { VisitorSend } from '../link/types.ts';

/** A message of the visitor's that is not in the log yet. */
export interface Unsent {
  readonly _key: string;
  readonly _text: string;
  /** The relay refused it; it is not tried again by itself. */
  readonly _isRefused: boolean;
}

/** What is remembered of a conversation by its visitor's own choice, with the conversation. */
export interface Choices {
  /** No sounds. */
  readonly isMuted?: boolean;
  /** Guided steps may be shown: agreed once a conversation. */
  readonly isGuided?: boolean;
  /** The engagement that the visitor does not want to rate. */
  readonly unrated?: string;
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
  /** A card number was taken out of the visitor's last words before they were sent. */
  readonly _isMasked: boolean;
  /** What the relay refused besides messages: a file, a transcript. */
  readonly _refusals: readonly VisitorFrame[];
}

export interface Chat {
  readonly _view: () => ChatView;
  /** Called at every change, until the function it returns is called. */
  readonly _watch: (onChange: () => void) => () => void;
  /** `message`: nobody is rung, the answer comes later. */
  readonly _send: (text: string, wants?: 'message') => void;
  /** Anything else that the visitor does in the conversation. */
  readonly _put: (frame: VisitorSend) => void;
  /** Sends a refused message again. */
  readonly _retry: (key: string) => void;
  /** `text`: what was typed so far, where the site shows it to reps and the panel says so. */
  readonly _typing: (text?: string) => void;
  /** Everything was looked at. */
  readonly _seen: () => void;
}
