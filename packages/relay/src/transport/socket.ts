import { limits } from '@tillside/protocol';
import type { CloseCodeNumber, RepTold, VisitorTold } from '@tillside/protocol';
import type { Link } from '../handlers/types.ts';
import type { Wire } from './wire.ts';

/** A party's carrier with the relay's manners: bounded buffers, heartbeat, one way to close. */
export interface RelaySocket extends Link<VisitorTold | RepTold> {
  isOpen(): boolean;
  /** The other side closed it, and was not made to. */
  isLeft(): boolean;
  /** More than 64 KB wait to be written: what pushes must stop. */
  isPaused(): boolean;
  /** A frame came in: whoever sends lives. */
  heard(): void;
  /** Runs once when the socket is over. */
  onEnd(run: () => void): void;
}

export interface SocketOptions {
  readonly id: string;
  readonly now: () => number;
  readonly onResumed: () => void;
  readonly onClosed: (code: number) => void;
  readonly onText: (text: string) => void;
  readonly onSlow: () => void;
}

/** How often a paused socket is looked at. `ws` tells of no drain, and a callback per frame would cost more. */
const pauseCheckMs = 50;

export function createRelaySocket(wire: Wire, options: SocketOptions): RelaySocket {
  const ends: (() => void)[] = [];
  let isDone = false;
  let isLeft = false;
  let pauseTimer: NodeJS.Timeout | undefined;
  let pausedAt = 0;
  let lastBuffered = 0;
  let pongTimer: NodeJS.Timeout | undefined;
  let pingTimer: NodeJS.Timeout | undefined;

  const finish = (code: number) => {
    if (isDone) return;
    isDone = true;
    clearTimeout(pauseTimer);
    clearTimeout(pongTimer);
    clearTimeout(pingTimer);
    options.onClosed(code);
    for (const run of ends) run();
  };
  /** A polite close takes half a minute on a peer that does not read; this takes none. */
  const cut = (code: number) => {
    if (isDone) return;
    finish(code);
    wire.terminate();
  };
  const close = (code: CloseCodeNumber, reason: string) => {
    if (isDone) return;
    finish(code);
    wire.close(code, reason.slice(0, 120));
    setTimeout(() => wire.terminate(), 2_000).unref();
  };
  const watchPause = () => {
    const buffered = wire.bufferedBytes();
    if (buffered <= limits.pauseAboveBytes) {
      pauseTimer = undefined;
      options.onResumed();
      return;
    }
    const now = options.now();
    if (buffered < lastBuffered) pausedAt = now;
    lastBuffered = buffered;
    if (now - pausedAt > limits.stalledMs) {
      options.onSlow();
      cut(4008);
      return;
    }
    pauseTimer = setTimeout(watchPause, pauseCheckMs);
  };
  const ping = () => {
    send({ type: 'ping' });
    if (wire.hearsPongs) pongTimer ??= setTimeout(() => cut(4012), limits.pongWithinMs);
    pingTimer = setTimeout(ping, limits.heartbeatMs);
  };
  const send = (frame: VisitorTold | RepTold) => {
    if (isDone || !wire.isOpen()) return;
    wire.send(frame);
    const buffered = wire.bufferedBytes();
    if (buffered > limits.terminateAboveBytes) {
      options.onSlow();
      cut(4008);
    } else if (buffered > limits.pauseAboveBytes && pauseTimer === undefined) {
      pausedAt = options.now();
      lastBuffered = buffered;
      pauseTimer = setTimeout(watchPause, pauseCheckMs);
    }
  };

  // Frames still emitted after the end are ignored: `ws` delivers what it had already read.
  wire.listen({
    onText(text) {
      if (!isDone) options.onText(text);
    },
    onBinary: () => close(4500, 'frames are text'),
    onClosed(code) {
      isLeft ||= !isDone;
      finish(code);
    },
  });
  pingTimer = setTimeout(ping, limits.heartbeatMs);

  return {
    id: options.id,
    send,
    close,
    onEnd: (run) => void ends.push(run),
    isOpen: () => !isDone,
    isLeft: () => isLeft,
    isPaused: () => pauseTimer !== undefined,
    heard() {
      clearTimeout(pongTimer);
      pongTimer = undefined;
    },
  };
}
