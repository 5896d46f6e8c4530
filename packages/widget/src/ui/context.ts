import type { Boot } from '@tillside/protocol';
import type { Chat, Choices } from '../chat/types.ts';
import type { Link } from '../link/types.ts';
import type { CardEntry } from './items.ts';
import type { Parts } from './parts.ts';
import type { Words } from './words.ts';

/** What stands in place of the composer, or at the end of the conversation. */
export type FormName = 'before' | 'message' | 'transcript';

/** What every part of the panel may need. Made anew when the site's people or the language change. */
export interface Ctx extends Words, Parts {
  readonly _boot: Boot;
  readonly _relayUrl: string;
  readonly _chat: Chat;
  readonly _signal: AbortSignal;
  readonly _isConsented: () => boolean;
  /** The visitor acts: what a conversation needs is agreed to, and the socket connects. */
  readonly _begin: () => void;
  readonly _credential: () => string | undefined;
  /** Draws again: something changed that the conversation does not tell. */
  readonly _draw: () => void;
  readonly _close: () => void;
  /** The visitor pressed Apply: true when the shop took the code. */
  readonly _offer: (offer: string, code: string) => boolean;
  /** Puts files into the tray above the composer, where the site takes files. */
  readonly _attach: (files: readonly File[]) => void;
  readonly _root: ShadowRoot;
  /** Puts the focus where the visitor writes. */
  readonly _focus: () => void;
  /** Shows the part of the page that a rep points at, and tells the rep whether it is there. */
  readonly _point: (entry: Extract<CardEntry, { kind: 'guide' }>, onShown?: (isThere: boolean) => void) => void;
  /** Sends what is not repeated. */
  readonly _post: Link['_post'];
  readonly _choices: () => Choices;
  readonly _choose: (choices: Choices) => void;
  readonly _form: FormName | undefined;
  /** What the shop asks before a chat was answered on this page. */
  readonly _isAnswered: boolean;
  /** `isDone`: the questions before a chat were answered. */
  readonly _setForm: (form?: FormName, isDone?: boolean) => void;
  /** Something was written in this form: it stays until it is done or left, whoever comes or goes meanwhile. */
  readonly _keepForm: (form: FormName) => void;
}
