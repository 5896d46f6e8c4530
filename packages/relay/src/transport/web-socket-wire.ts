import type { WebSocket } from 'ws';
import type { Wire, WireListener } from './wire.ts';

export class WebSocketWire implements Wire {
  readonly hearsPongs = true;
  readonly #ws: WebSocket;

  constructor(ws: WebSocket) {
    this.#ws = ws;
  }

  isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  send(frame: object): void {
    this.#ws.send(JSON.stringify(frame));
  }

  bufferedBytes(): number {
    return this.#ws.bufferedAmount;
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
  }

  terminate(): void {
    this.#ws.terminate();
  }

  listen(listener: WireListener): void {
    const ws = this.#ws;
    ws.on('message', (data, isBinary) => (isBinary ? listener.onBinary() : listener.onText(String(data))));
    ws.on('close', (code) => listener.onClosed(code));
    ws.on('error', (error) => {
      if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') listener.onClosed(4500);
    });
  }
}
