import type { WebSocket } from 'ws';
import type { Wire } from './wire.ts';

export function createWebSocketWire(ws: WebSocket): Wire {
  return {
    hearsPongs: true,
    isOpen: () => ws.readyState === ws.OPEN,
    send: (frame) => ws.send(JSON.stringify(frame)),
    bufferedBytes: () => ws.bufferedAmount,
    close: (code, reason) => ws.close(code, reason),
    terminate: () => ws.terminate(),
    listen({ onText, onBinary, onClosed }) {
      ws.on('message', (data, isBinary) => (isBinary ? onBinary() : onText(String(data))));
      ws.on('close', (code) => onClosed(code));
      ws.on('error', (error) => {
        if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') onClosed(4500);
      });
    },
  };
}
