import type { Boot } from '@tillside/protocol';
import type { Chat } from '../chat/types.ts';
import type { Format } from './format.ts';
import type { Say } from './strings.ts';

/** What every part of the panel may need; made once. */
export interface Ctx {
  readonly _boot: Boot;
  readonly _relayUrl: string;
  readonly _chat: Chat;
  readonly _say: Say;
  readonly _format: Format;
  readonly _close: () => void;
  /** The visitor pressed Apply: true when the shop took the code. */
  readonly _offer: (offer: string, code: string) => boolean;
}
