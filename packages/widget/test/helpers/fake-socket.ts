import type { VisitorFrame, VisitorTold } from '@tillside/protocol';
import { vi } from 'vitest';

/** Every socket that was opened, in order. */
export const sockets: FakeSocket[] = [];

/** A WebSocket whose relay is the test. */
export class FakeSocket {
  readonly sent: VisitorFrame[] = [];
  readonly url: string;
  isClosed = false;
  readonly #listeners = new Map<string, ((event: object) => void)[]>();

  constructor(url: string) {
    this.url = url;
    sockets.push(this);
  }
  addEventListener(type: string, listener: (event: object) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  send(data: string): void {
    if (this.isClosed) throw new Error('sent on a closed socket');
    this.sent.push(JSON.parse(data) as VisitorFrame);
  }
  close(): void {
    this.isClosed = true;
  }
  #emit(type: string, event: object = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }

  readonly types = () => this.sent.map(({ type }) => type);
  /** The relay hangs up, or never answered. */
  drop(code: number): void {
    this.isClosed = true;
    this.#emit('close', { code });
  }
  tell(frame: VisitorTold): void {
    this.#emit('message', { data: JSON.stringify(frame) });
  }
  /** Lets the client in: opening, `welcomed`, an empty conversation. */
  welcome(more: { readonly credential?: string } = {}): void {
    this.#emit('open');
    this.tell({
      type: 'welcomed',
      node: 'n1',
      now: Date.now(),
      heartbeatMs: 20_000,
      limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
      ...more,
    });
    this.tell({
      type: 'attached',
      conversation: 'mine',
      state: 'ok',
      top: 0,
      highest: {},
      readBy: { visitor: 0, rep: 0 },
    });
    this.tell({ type: 'live', conversation: 'mine' });
  }
  /** Acknowledges everything that was sent. */
  ackAll(): void {
    for (const frame of this.sent) {
      if (!('seq' in frame)) continue;
      const { session, conversation, seq } = frame;
      this.tell({ type: 'acked', session, conversation, seq, offset: 0 });
    }
  }
}

export function stubSockets(): void {
  sockets.length = 0;
  vi.stubGlobal('WebSocket', FakeSocket);
}

export const socket = (): FakeSocket => {
  const last = sockets.at(-1);
  if (!last) throw new Error('no socket was opened');
  return last;
};
