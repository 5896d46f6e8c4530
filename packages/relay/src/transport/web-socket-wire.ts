import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Wire, WireListener } from './wire.ts';

/** More is written at once: only what the system did not take says how slow the peer reads. */
const gatherBytes = 16_384;

/** Frames told in one turn of the event loop go out together: each write is a call to the system, which costs more than the frame. */
export class WebSocketWire implements Wire {
  static readonly #write = (wire: WebSocketWire): void => wire.#writeGathered();

  readonly hearsPongs = true;
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  #isGathering = false;

  /** @param socket what `ws` writes to */
  constructor(ws: WebSocket, socket: Duplex) {
    this.#ws = ws;
    this.#socket = socket;
  }

  isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  send(frame: object): void {
    if (!this.#isGathering) {
      this.#isGathering = true;
      this.#socket.cork();
      process.nextTick(WebSocketWire.#write, this);
    }
    this.#ws.send(JSON.stringify(frame));
    if (this.#ws.bufferedAmount > gatherBytes) this.#writeGathered();
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

  #writeGathered(): void {
    if (!this.#isGathering) return;
    this.#isGathering = false;
    this.#socket.uncork();
  }
}
