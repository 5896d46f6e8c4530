import type { z } from 'zod';
import type { VisitorFrames } from '@tillside/protocol';
import type { Party } from '../handlers/types.ts';
import type { Sessions } from './sessions.ts';
import type { RelaySocket } from './socket.ts';

export type Hello = VisitorFrames['hello'];
export interface Frame {
  readonly type: string;
}

/** What a kind of party brings to a connection. */
export interface Role<P extends Party> {
  readonly frameBytes: number;
  readonly table: Readonly<Record<string, z.ZodType>>;
  /** Judges `hello`. It closes the socket itself when it refuses, and sends `welcomed` when it does not. */
  welcome(hello: Hello, socket: RelaySocket, sessions: Sessions): Promise<P | undefined>;
  /**
   * The conversation an address means for this party; `undefined`: none it may see.
   *
   * @throws StoreUnavailableError where nobody can say it now
   */
  resolve(address: string, party: P): Promise<string | undefined>;
  /** Any frame but the link's own. */
  handle(frame: Frame, party: P): Promise<void>;
  left(party: P): void;
}
