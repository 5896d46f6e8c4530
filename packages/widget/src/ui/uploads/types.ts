import type { ComponentType } from 'preact';
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';

/** A file on its way into the conversation. */
export interface Waiting {
  readonly _key: number;
  readonly _file: File;
  readonly _state: 'ready' | 'sending' | 'failed';
  /** Of it, what was sent: 0 to 1. */
  readonly _share: number;
  /** The relay has it, under this id. */
  readonly _id?: string | undefined;
}

/** Files on their way into the conversation. */
export interface Uploads {
  /** Puts them into the tray; nothing leaves the browser before the visitor presses Send. */
  readonly _add: (ctx: Ctx, files: Iterable<File>) => void;
  /** Uploads what is in the tray and puts it into the conversation. */
  readonly _send: (ctx: Ctx) => void;
  readonly _hasFiles: () => boolean;
  readonly _Tray: ComponentType<{ readonly ctx: Ctx; readonly view: ChatView }>;
}
