import { WebSocketServer } from 'ws';
import { limits } from '@tillside/protocol';

/** Turns upgraded requests into WebSockets; whom to upgrade is decided by the caller. */
export function createSocketServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    // Far above a frame's limit, so that we can name the mistake ourselves; yet bounded.
    maxPayload: 2 * limits.repFrameBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
}
