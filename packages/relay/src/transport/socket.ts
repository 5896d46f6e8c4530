import type { WebSocket } from 'ws';
import { limits } from '@tillside/protocol';
import type { CloseCodeNumber, RepTold, VisitorTold } from '@tillside/protocol';
import type { Link } from '../handlers/types.ts';

/** A WebSocket with the relay's manners: bounded buffers, heartbeat, one way to close. */
export interface RelaySocket extends Link<VisitorTold | RepTold> {
  isOpen(): boolean;
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

export function createRelaySocket(ws: WebSocket, options: SocketOptions): RelaySocket {
  const ends: (() => void)[] = [];
  let isDone = false;
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
    ws.terminate();
  };
  const close = (code: CloseCodeNumber, reason: string) => {
    if (isDone) return;
    finish(code);
    ws.close(code, reason.slice(0, 120));
    setTimeout(() => ws.terminate(), 2_000).unref();
  };
  const watchPause = () => {
    const buffered = ws.bufferedAmount;
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
    pongTimer ??= setTimeout(() => cut(4012), limits.pongWithinMs);
    pingTimer = setTimeout(ping, limits.heartbeatMs);
  };
  const send = (frame: VisitorTold | RepTold) => {
    if (isDone || ws.readyState !== ws.OPEN) return;
    ws.send(JSON.stringify(frame));
    const buffered = ws.bufferedAmount;
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
  ws.on('message', (data, isBinary) => {
    if (isDone) return;
    if (isBinary) close(4500, 'frames are text');
    else options.onText(String(data));
  });
  ws.on('close', (code) => finish(code));
  ws.on('error', (error) => {
    if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') finish(4500);
  });
  pingTimer = setTimeout(ping, limits.heartbeatMs);

  return {
    id: options.id,
    send,
    close,
    onEnd: (run) => void ends.push(run),
    isOpen: () => !isDone,
    isPaused: () => pauseTimer !== undefined,
    heard() {
      clearTimeout(pongTimer);
      pongTimer = undefined;
    },
  };
}
