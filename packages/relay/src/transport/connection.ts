import { limits } from '@tillside/protocol';
import type { VisitorFrames } from '@tillside/protocol';
import { createTokenBucket } from '../core/token-bucket.ts';
import { refuseSequenced } from '../handlers/sequence.ts';
import type { Party } from '../handlers/types.ts';
import { Attachments } from './attachments.ts';
import type { AttachmentsWorld } from './attachments.ts';
import { addressIn, decodeFrame } from './decode-frame.ts';
import type { FrameAddress } from './decode-frame.ts';
import { Dispatcher } from './dispatcher.ts';
import { createRateGate } from './rate-gate.ts';
import type { RateGate } from './rate-gate.ts';
import { refusal } from './refusal.ts';
import type { Frame, Hello, Role } from './role.ts';
import type { SessionOwners } from './session-owners.ts';
import { Sessions } from './sessions.ts';
import { RelaySocket } from './socket.ts';
import type { SocketOwner } from './socket.ts';
import type { Wire } from './wire.ts';

/** What all connections of a node share. */
export interface ConnectionWorld extends AttachmentsWorld {
  readonly node: string;
  readonly owners: SessionOwners;
  readonly framesPerSecond: number;
  readonly framesBurst: number;
  /** Told once, when the connection is over. */
  onEnded(socket: RelaySocket, who: Party['kind'] | 'stranger', code: number): void;
}

/**
 * Serves one party's socket (or HTTP stream) from its opening to its end. What only a party that says something needs is made when it does:
 * nearly all connections are visitors who look around.
 */
export class Connection<P extends Party> implements SocketOwner {
  static readonly #noHello = (socket: RelaySocket): void => socket.close(4012, 'no hello');

  readonly socket: RelaySocket;
  readonly #number: number;
  readonly #role: Role<P>;
  readonly #world: ConnectionWorld;
  readonly #sessions = new Sessions();
  /** Until there was a `hello`. */
  #helloTimer: NodeJS.Timeout | undefined;
  #dispatcher: Dispatcher | undefined;
  #isOverRate: RateGate | undefined;
  /** Once it was let in. */
  #attachments: Attachments<P> | undefined;

  /** @param number of this connection, unique on this node */
  constructor(wire: Wire, number: number, role: Role<P>, world: ConnectionWorld) {
    this.#number = number;
    this.#role = role;
    this.#world = world;
    this.socket = new RelaySocket(wire, this);
    this.#helloTimer = setTimeout(Connection.#noHello, limits.helloWithinMs, this.socket);
  }

  get id(): string {
    return `${this.#world.node}/${this.#number}`;
  }

  now(): number {
    return this.#world.now();
  }

  /** The directory changed: what this party may see, too, perhaps. */
  check(): void {
    this.#attachments?.check().catch((error: unknown) => this.onFault(error));
  }

  onResumed(): void {
    this.#attachments?.resume();
  }

  onLeft(conversation: string): void {
    this.#attachments?.detach(conversation);
  }

  onEnded(code: number): void {
    this.#noteGreeted();
    this.#attachments?.close();
    const party = this.#party;
    if (party !== undefined) {
      this.#world.owners.release(principalOf(party), this.#sessions.list(), this.socket);
      this.#role.left(party);
    }
    this.#world.onEnded(this.socket, party?.kind ?? 'stranger', code);
  }

  onFault(error: unknown): void {
    this.#world.onFault(error);
    this.socket.close(4000, 'a fault of the relay');
  }

  onText(text: string): void {
    const { frameBytes, table } = this.#role;
    // A character is three bytes at most: most texts need not be counted.
    if (text.length * 3 > frameBytes && Buffer.byteLength(text) > frameBytes) {
      this.socket.close(4500, `a frame holds at most ${frameBytes} bytes`);
      return;
    }
    const decoded = decodeFrame(text, table);
    if (decoded.kind === 'bad') {
      this.socket.close(4500, decoded.detail);
    } else if (decoded.kind === 'frame') {
      this.#receive(decoded.frame as Frame);
    } else if (this.#party === undefined) {
      this.socket.close(4500, decoded.detail);
    } else if (!this.#isAboveRate(decoded.address, '')) {
      this.#refuseInvalid(decoded.address, this.#party, decoded.detail);
    }
  }

  get #party(): P | undefined {
    return this.#attachments?.party;
  }

  #receive(frame: Frame): void {
    const isGreeted = this.#helloTimer === undefined;
    if (frame.type === 'hello') {
      if (isGreeted) {
        this.socket.close(4500, 'hello comes once');
        return;
      }
      this.#noteGreeted();
      this.#dispatch('hello', () => this.#greet(frame as Hello));
      return;
    }
    if (!isGreeted) {
      this.socket.close(4500, 'hello comes first');
      return;
    }
    if (frame.type === 'pong' || this.#isAboveRate(addressIn(frame), frame.type)) return;
    this.#dispatch(frame.type, async () => {
      const attachments = this.#attachments;
      if (attachments === undefined) return;
      // A page that goes says its last words and closes: what is numbered counts also when its turn comes later.
      if (this.socket.isOpen() || (this.socket.isLeft() && 'seq' in frame)) await this.#act(frame, attachments);
    });
  }

  /** Also at the end: nobody waits for `hello` any more. */
  #noteGreeted(): void {
    clearTimeout(this.#helloTimer);
    this.#helloTimer = undefined;
  }

  #dispatch(type: string, work: () => Promise<void>): void {
    this.#dispatcher ??= new Dispatcher(this);
    this.#dispatcher.run(type, work);
  }

  #isAboveRate(address: FrameAddress | undefined, type: string): boolean {
    this.#isOverRate ??= this.#createGate();
    return this.#isOverRate(address, type);
  }

  #createGate(): RateGate {
    const { framesPerSecond, framesBurst, now } = this.#world;
    const bucket = createTokenBucket(framesPerSecond, framesBurst);
    return createRateGate({
      take: (rank) => bucket.take(now(), rank),
      patience: framesBurst,
      refuse: (address, afterMs) => this.socket.send(refusal(address, 'rate', { afterMs })),
      cut: () => this.socket.close(4013, 'too many frames'),
    });
  }

  /** What is behind it is then `behind_refused`. A session that is not the party's own leaves no mark: marks cost memory. */
  #refuseInvalid(address: FrameAddress, party: P, detail: string): void {
    const { session, conversation, seq } = address;
    if (session === undefined || conversation === undefined || seq === undefined || !this.#sessions.has(session)) {
      this.socket.send(refusal(address, 'invalid', { detail }));
    } else {
      refuseSequenced(party, { session, conversation, seq }, 'invalid', detail);
    }
  }

  async #greet(hello: Hello): Promise<void> {
    const party = await this.#role.welcome(hello, this.socket, this.#sessions);
    if (party === undefined) return;
    if (!this.socket.isOpen()) {
      // Gone while it was judged: it was let in all the same, and must not stay there for ever.
      this.#role.left(party);
      return;
    }
    const attachments = new Attachments(party, this.#role, this.socket, this.#sessions, this.#world);
    this.#attachments = attachments;
    for (const session of hello.sessions) this.#addSession(session, party);
    const isFresh = hello.cursors.length === 0 && party.kind === 'visitor';
    const cursors = isFresh ? [{ conversation: 'mine', offset: 0, chain: '' }] : hello.cursors;
    for (const { conversation, ...cursor } of cursors) await attachments.attach(conversation, cursor);
  }

  async #act(frame: Frame, attachments: Attachments<P>): Promise<void> {
    const { party } = attachments;
    switch (frame.type) {
      case 'session.add':
        this.#addSession((frame as VisitorFrames['session.add']).session, party);
        return;
      case 'conversation.attach': {
        const { conversation, offset, chain } = frame as VisitorFrames['conversation.attach'];
        await attachments.attach(conversation, { offset, chain });
        return;
      }
      case 'conversation.detach':
        attachments.detach((frame as VisitorFrames['conversation.detach']).conversation);
        return;
      default: {
        // Who says yes to an invitation waits for what follows in the conversation.
        const address = frame.type === 'invitation.accept' ? 'mine' : (frame as FrameAddress).conversation;
        if (address !== undefined) attachments.stir(address);
        await this.#role.handle(frame, party);
      }
    }
  }

  #addSession(session: string, party: P): void {
    if (this.#sessions.size >= limits.sessionsPerSocket) {
      this.socket.close(4500, `at most ${limits.sessionsPerSocket} sessions on one socket`);
      return;
    }
    this.#sessions.add(session);
    const before = this.#world.owners.claim(principalOf(party), session, this.socket);
    before?.send({ type: 'superseded', session });
  }
}

function principalOf(party: Party): string {
  return party.kind === 'visitor' ? party.visitor : party.rep;
}
