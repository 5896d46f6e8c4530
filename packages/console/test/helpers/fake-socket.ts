import type { RepFrame, RepTold } from '@tillside/protocol';
import type { SocketLike } from '@tillside/protocol/client';

type SocketEvent = Parameters<Parameters<SocketLike['addEventListener']>[1]>[0];

/** A relay's end of a socket, in the test's hand. */
export class FakeSocket implements SocketLike {
  readonly sent: RepFrame[] = [];
  isClosed = false;
  readonly #listeners = new Map<string, ((event: SocketEvent) => void)[]>();

  addEventListener(type: string, listener: (event: SocketEvent) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  send(data: string): void {
    this.sent.push(JSON.parse(data) as RepFrame);
  }
  close(): void {
    this.isClosed = true;
  }

  #emit(type: string, event: SocketEvent): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
  open(): void {
    this.#emit('open', {});
  }
  /** The relay says this. */
  tell(...frames: RepTold[]): void {
    for (const frame of frames) this.#emit('message', { data: JSON.stringify(frame) });
  }
  /** The relay, or the network, ends it. */
  drop(code = 1006): void {
    this.#emit('close', { code });
  }
  /** Frames of one type, in order. */
  of<Type extends RepFrame['type']>(type: Type): Extract<RepFrame, { type: Type }>[] {
    return this.sent.filter((frame): frame is Extract<RepFrame, { type: Type }> => frame.type === type);
  }
}
