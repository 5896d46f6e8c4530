import { limits } from '@tillside/protocol';
import type { CloseCodeNumber, RepTold, VisitorTold } from '@tillside/protocol';
import type { Link, RepLink } from '../handlers/types.ts';
import type { Wire, WireListener } from './wire.ts';

/** Whose socket it is. */
export interface SocketOwner {
  /** Unique on this node. */
  readonly id: string;
  now(): number;
  onText(text: string): void;
  /** What waited is written: whatever was held back may go on. */
  onResumed(): void;
  /** What is said there is not the party's to hear any more. */
  onLeft(conversation: string): void;
  /** Once, when the socket is over. */
  onEnded(code: number): void;
}

/** How often a paused socket is looked at. `ws` tells of no drain, and a callback per frame would cost more. */
const pauseCheckMs = 50;
/** The peer has this long to hear why. */
const partingMs = 2_000;

/** Of a socket that has more to write than the peer takes. */
interface Pause {
  timer: NodeJS.Timeout;
  /** Since when nothing more was taken. */
  since: number;
  buffered: number;
}

/** A party's carrier with the relay's manners: bounded buffers, heartbeat, one way to close. */
export class RelaySocket implements Link<VisitorTold | RepTold>, RepLink, WireListener {
  // Shared by all sockets: a function of its own for each timer of each socket is memory that idle visitors would pay for.
  static readonly #ping = (socket: RelaySocket): void => socket.#askIfAlive();
  static readonly #cutSilent = (socket: RelaySocket): void => socket.#cut(4012);
  static readonly #lookAtPause = (socket: RelaySocket): void => socket.#goOnOrWait();

  readonly #wire: Wire;
  readonly #owner: SocketOwner;
  #isDone = false;
  #isLeft = false;
  #pause: Pause | undefined;
  #pingTimer: NodeJS.Timeout;
  #pongTimer: NodeJS.Timeout | undefined;

  constructor(wire: Wire, owner: SocketOwner) {
    this.#wire = wire;
    this.#owner = owner;
    wire.listen(this);
    this.#pingTimer = setTimeout(RelaySocket.#ping, limits.heartbeatMs, this);
  }

  get id(): string {
    return this.#owner.id;
  }

  leave(conversation: string): void {
    this.#owner.onLeft(conversation);
  }

  isOpen(): boolean {
    return !this.#isDone;
  }

  /** The other side closed it, and was not made to. */
  isLeft(): boolean {
    return this.#isLeft;
  }

  /** More than 64 KB wait to be written: what pushes must stop. */
  isPaused(): boolean {
    return this.#pause !== undefined;
  }

  send(frame: VisitorTold | RepTold): void {
    const wire = this.#wire;
    if (this.#isDone || !wire.isOpen()) return;
    wire.send(frame);
    const buffered = wire.bufferedBytes();
    if (buffered > limits.terminateAboveBytes) {
      this.#cut(4008);
    } else if (buffered > limits.pauseAboveBytes && this.#pause === undefined) {
      this.#pause = {
        timer: setTimeout(RelaySocket.#lookAtPause, pauseCheckMs, this),
        since: this.#owner.now(),
        buffered,
      };
    }
  }

  close(code: CloseCodeNumber, reason: string): void {
    if (this.#isDone) return;
    this.#finish(code);
    this.#wire.close(code, reason.slice(0, 120));
    setTimeout(() => this.#wire.terminate(), partingMs).unref();
  }

  // Frames still emitted after the end are ignored: `ws` delivers what it had already read.
  onText(text: string): void {
    if (this.#isDone) return;
    // Whoever sends lives.
    clearTimeout(this.#pongTimer);
    this.#pongTimer = undefined;
    this.#owner.onText(text);
  }

  onBinary(): void {
    this.close(4500, 'frames are text');
  }

  onClosed(code: number): void {
    this.#isLeft ||= !this.#isDone;
    this.#finish(code);
  }

  #askIfAlive(): void {
    this.send({ type: 'ping' });
    if (this.#isDone) return;
    if (this.#wire.hearsPongs) this.#pongTimer ??= setTimeout(RelaySocket.#cutSilent, limits.pongWithinMs, this);
    this.#pingTimer = setTimeout(RelaySocket.#ping, limits.heartbeatMs, this);
  }

  /** A polite close takes half a minute on a peer that does not read; this takes none. */
  #cut(code: number): void {
    if (this.#isDone) return;
    this.#finish(code);
    this.#wire.terminate();
  }

  #goOnOrWait(): void {
    const pause = this.#pause;
    if (pause === undefined) return;
    const buffered = this.#wire.bufferedBytes();
    if (buffered <= limits.pauseAboveBytes) {
      this.#pause = undefined;
      this.#owner.onResumed();
      return;
    }
    const now = this.#owner.now();
    if (buffered < pause.buffered) pause.since = now;
    pause.buffered = buffered;
    if (now - pause.since > limits.stalledMs) this.#cut(4008);
    else pause.timer = setTimeout(RelaySocket.#lookAtPause, pauseCheckMs, this);
  }

  #finish(code: number): void {
    if (this.#isDone) return;
    this.#isDone = true;
    clearTimeout(this.#pause?.timer);
    clearTimeout(this.#pongTimer);
    clearTimeout(this.#pingTimer);
    this.#owner.onEnded(code);
  }
}
