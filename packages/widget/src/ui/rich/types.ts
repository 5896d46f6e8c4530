import type { ComponentType } from 'preact';
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import type { CardEntry } from '../items.ts';

/** What a conversation needs besides plain words. */
export interface Rich {
  /** Words with links, emphasis, lists and quotes, as nodes. */
  readonly _Text: ComponentType<{ readonly text: string }>;
  readonly _Card: ComponentType<{ readonly ctx: Ctx; readonly entry: CardEntry; readonly view: ChatView }>;
  /** Answers to choose from. */
  readonly _Replies: ComponentType<{ readonly ctx: Ctx; readonly replies: readonly string[] }>;
  /** A soft sound, in one of the visitor's tabs, where the browser allows it: after a gesture. */
  readonly _chime: () => void;
}
