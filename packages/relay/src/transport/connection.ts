import type { z } from 'zod';
import { limits, refusalCodes } from '@tillside/protocol';
import type { EngagementView, RefusalCodeName, RepTold, VisitorFrames, VisitorTold } from '@tillside/protocol';
import { createTokenBucket } from '../core/token-bucket.ts';
import { refuseSequenced } from '../handlers/sequence.ts';
import type { Party } from '../handlers/types.ts';
import { StoreUnavailableError } from '../ports/index.ts';
import type { AttachResult, Cursor } from '../ports/index.ts';
import { addressIn, decodeFrame } from './decode-frame.ts';
import type { FrameAddress } from './decode-frame.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Hub } from './hub.ts';
import { createRateGate } from './rate-gate.ts';
import type { RateGate } from './rate-gate.ts';
import type { SessionOwners } from './session-owners.ts';
import { Sessions } from './sessions.ts';
import { RelaySocket } from './socket.ts';
import type { SocketOwner } from './socket.ts';
import { Subscription } from './subscription.ts';
import type { SubscriptionWorld, Viewer } from './subscription.ts';
import type { Wire } from './wire.ts';

type Hello = VisitorFrames['hello'];
type Frame = { readonly type: string };

/** Where the store could not say which conversation is meant. */
const resolveAgainMs = 2_000;

/** What a role brings to a connection. */
export interface Role<P extends Party> {
  readonly audience: P['kind'];
  readonly frameBytes: number;
  readonly table: Readonly<Record<string, z.ZodType>>;
  /** Judges `hello`. It closes the socket itself when it refuses, and sends `welcomed` when it does not. */
  welcome(hello: Hello, socket: RelaySocket, sessions: Sessions): Promise<P | undefined>;
  /** The conversation an address means for this party; `undefined`: none it may see. */
  resolve(address: string, party: P): Promise<string | undefined>;
  /** Any frame but the link's own. */
  handle(frame: Frame, party: P): Promise<void>;
  left(party: P): void;
}

/** What all connections of a node share. */
export interface ConnectionWorld extends SubscriptionWorld {
  readonly node: string;
  readonly hub: Hub;
  readonly owners: SessionOwners;
  readonly framesPerSecond: number;
  readonly framesBurst: number;
  engagementOf(view: AttachResult, party: Party): EngagementView | undefined;
  onBell(message: string, conversation: string, party: Party): void;
  /** There are words, and no record of a conversation they were said in. */
  onOrphan(party: Party): void;
  /** Told once, when the connection is over. */
  onEnded(socket: RelaySocket, who: Party['kind'] | 'stranger', code: number): void;
  /** It is about to be given up because it does not read. */
  onSlow(): void;
}

/**
 * Serves one party's socket (or HTTP stream) from its opening to its end. What only a party that says something needs is made when it does:
 * nearly all connections are visitors who look around.
 */
export class Connection<P extends Party> implements SocketOwner, Viewer {
  static readonly #noHello = (socket: RelaySocket): void => socket.close(4012, 'no hello');

  readonly socket: RelaySocket;
  readonly #number: number;
  readonly #role: Role<P>;
  readonly #world: ConnectionWorld;
  readonly #sessions = new Sessions();
  #subscriptions: readonly Subscription[] = [];
  #helloTimer: NodeJS.Timeout | undefined;
  #dispatcher: Dispatcher | undefined;
  #isOverRate: RateGate | undefined;
  #party: P | undefined;
  #isGreeted = false;

  /** @param number of this connection, unique on this node */
  constructor(wire: Wire, number: number, role: Role<P>, world: ConnectionWorld) {
    this.#number = number;
    this.#role = role;
    this.#world = world;
    this.socket = new RelaySocket(wire, this);
    this.#helloTimer = setTimeout(Connection.#noHello, limits.helloWithinMs, this.socket);
  }

  // As a viewer of conversations:

  get audience(): P['kind'] {
    return this.#role.audience;
  }

  sessions(): readonly string[] {
    return this.#sessions.list();
  }

  send(frame: VisitorTold | RepTold): void {
    this.socket.send(frame);
  }

  isPaused(): boolean {
    return this.socket.isPaused();
  }

  engagementOf(view: AttachResult): EngagementView | undefined {
    return this.#party === undefined ? undefined : this.#world.engagementOf(view, this.#party);
  }

  onBell(message: string, conversation: string): void {
    if (this.#party !== undefined) this.#world.onBell(message, conversation, this.#party);
  }

  onOrphan(): void {
    if (this.#party !== undefined) this.#world.onOrphan(this.#party);
  }

  // As the owner of a socket:

  get id(): string {
    return `${this.#world.node}/${this.#number}`;
  }

  now(): number {
    return this.#world.now();
  }

  onResumed(): void {
    for (const subscription of this.#subscriptions) subscription.pull();
  }

  onSlow(): void {
    this.#world.onSlow();
  }

  onEnded(code: number): void {
    this.#noteGreeted();
    for (const subscription of this.#subscriptions) this.#leave(subscription);
    const party = this.#party;
    if (party !== undefined) {
      this.#world.owners.release(principalOf(party), this.sessions(), this.socket);
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

  #receive(frame: Frame): void {
    if (frame.type === 'hello') {
      if (this.#isGreeted) {
        this.socket.close(4500, 'hello comes once');
        return;
      }
      this.#noteGreeted();
      this.#dispatch('hello', () => this.#greet(frame as Hello));
      return;
    }
    if (!this.#isGreeted) {
      this.socket.close(4500, 'hello comes first');
      return;
    }
    if (frame.type === 'pong' || this.#isAboveRate(addressIn(frame), frame.type)) return;
    this.#dispatch(frame.type, async () => {
      const party = this.#party;
      if (party === undefined) return;
      // A page that goes says its last words and closes: what is numbered counts also when its turn comes later.
      if (this.socket.isOpen() || (this.socket.isLeft() && 'seq' in frame)) await this.#act(frame, party);
    });
  }

  /** Also at the end: nobody waits for `hello` any more. */
  #noteGreeted(): void {
    this.#isGreeted = true;
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
      take: () => bucket.take(now()),
      patience: framesBurst,
      refuse: (address, afterMs) => this.#refuse(address, 'rate', { afterMs }),
      cut: () => this.socket.close(4013, 'too many frames'),
    });
  }

  #refuse(address: FrameAddress, code: RefusalCodeName, more: { detail?: string; afterMs?: number } = {}): void {
    this.socket.send({ type: 'refused', ...address, code, retry: refusalCodes[code].retry, ...more });
  }

  /** What is behind it is then `behind_refused`. A session that is not the party's own leaves no mark: marks cost memory. */
  #refuseInvalid(address: FrameAddress, party: P, detail: string): void {
    const { session, conversation, seq } = address;
    if (session === undefined || conversation === undefined || seq === undefined || !this.#sessions.has(session)) {
      this.#refuse(address, 'invalid', { detail });
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
    this.#party = party;
    for (const session of hello.sessions) this.#addSession(session, party);
    const isFresh = hello.cursors.length === 0 && party.kind === 'visitor';
    const cursors = isFresh ? [{ conversation: 'mine', offset: 0, chain: '' }] : hello.cursors;
    for (const { conversation, ...cursor } of cursors) await this.#attach(conversation, cursor, party);
  }

  async #act(frame: Frame, party: P): Promise<void> {
    switch (frame.type) {
      case 'session.add':
        this.#addSession((frame as VisitorFrames['session.add']).session, party);
        return;
      case 'conversation.attach': {
        const { conversation, offset, chain } = frame as VisitorFrames['conversation.attach'];
        await this.#attach(conversation, { offset, chain }, party);
        return;
      }
      case 'conversation.detach':
        this.#detach((frame as VisitorFrames['conversation.detach']).conversation);
        return;
      default:
        this.#stir(frame);
        await this.#role.handle(frame, party);
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

  async #attach(address: string, cursor: Cursor, party: P): Promise<void> {
    let conversation: string | undefined;
    try {
      conversation = await this.#role.resolve(address, party);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      this.#refuse({ conversation: address }, 'store_unavailable', { afterMs: resolveAgainMs });
      return;
    }
    if (!this.socket.isOpen()) return;
    if (conversation === undefined) {
      this.#refuse({ conversation: address }, 'unknown_conversation');
      return;
    }
    let subscription = this.#attachedAs(address);
    if (subscription === undefined) {
      if (this.#subscriptions.length >= limits.attachedPerSocket) {
        const detail = `at most ${limits.attachedPerSocket} conversations on one socket`;
        this.#refuse({ conversation: address }, 'denied', { detail });
        return;
      }
      subscription = new Subscription(this.#world, this, conversation, address);
      this.#subscriptions = this.#subscriptions.concat(subscription);
      await this.#world.hub.join(subscription);
    }
    subscription.attach(cursor);
  }

  #detach(address: string): void {
    const subscription = this.#attachedAs(address);
    if (subscription === undefined) return;
    this.#subscriptions = this.#subscriptions.filter((one) => one !== subscription);
    this.#leave(subscription);
  }

  #attachedAs(address: string): Subscription | undefined {
    return this.#subscriptions.find((one) => one.address === address);
  }

  #leave(subscription: Subscription): void {
    subscription.close();
    this.#world.hub.leave(subscription);
  }

  /** Who says something in a conversation, or says yes to an invitation to it, waits for what follows. */
  #stir(frame: Frame): void {
    const { conversation } = frame as FrameAddress;
    const address = frame.type === 'invitation.accept' ? 'mine' : conversation;
    if (address !== undefined) this.#attachedAs(address)?.stir();
  }
}

function principalOf(party: Party): string {
  return party.kind === 'visitor' ? party.visitor : party.rep;
}
