import type { CloseCodeNumber, RepTold, VisitorTold } from '@tillside/protocol';

export interface WireListener {
  onText(text: string): void;
  /** What is not text came in. */
  onBinary(): void;
  /** Once, however it ended. */
  onClosed(code: number): void;
}

/** What carries frames: a WebSocket, or an HTTP stream. Its owner keeps the manners; see `socket.ts`. */
export interface Wire {
  /** A carrier that hears `pong` is given up when none comes. */
  readonly hearsPongs: boolean;
  isOpen(): boolean;
  send(frame: VisitorTold | RepTold): void;
  /** Not yet taken by the peer's machine. */
  bufferedBytes(): number;
  /** Says why, and ends when the peer has heard it. */
  close(code: CloseCodeNumber, reason: string): void;
  /** Ends at once. */
  terminate(): void;
  /** Called once, before anything else. */
  listen(listener: WireListener): void;
}
