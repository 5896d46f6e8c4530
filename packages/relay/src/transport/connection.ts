import type { z } from 'zod';
import { limits, refusalCodes } from '@tillside/protocol';
import type { EngagementView, RefusalCodeName } from '@tillside/protocol';
import type { VisitorFrames } from '@tillside/protocol';
import { refuseSequenced } from '../handlers/sequence.ts';
import type { Party } from '../handlers/types.ts';
import { StoreUnavailableError } from '../ports/index.ts';
import type { AttachResult, ConversationsPort, Cursor } from '../ports/index.ts';
import { addressIn, decodeFrame } from './decode-frame.ts';
import type { FrameAddress } from './decode-frame.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Hub } from './hub.ts';
import { createRateGate } from './rate-gate.ts';
import { createRelaySocket } from './socket.ts';
import type { RelaySocket } from './socket.ts';
import { createSubscription } from './subscription.ts';
import type { Subscription } from './subscription.ts';
import type { Wire } from './wire.ts';
import { createTokenBucket } from '../core/token-bucket.ts';

type Hello = VisitorFrames['hello'];

/** Where the store could not say which conversation is meant. */
const resolveAgainMs = 2_000;

/** What a role brings to a connection. */
export interface Role<P extends Party> {
  readonly frameBytes: number;
  readonly table: Readonly<Record<string, z.ZodType>>;
  /** Judges `hello`. It closes the socket itself when it refuses, and sends `welcomed` when it does not. */
  welcome(hello: Hello, socket: RelaySocket, sessions: Set<string>): Promise<P | undefined>;
  /** The conversation an address means for this party; `undefined`: none it may see. */
  resolve(address: string, party: P): Promise<string | undefined>;
  /** Any frame but the link's own. */
  handle(frame: { readonly type: string }, party: P): Promise<void>;
  left(party: P): void;
}

export interface ConnectionWorld {
  readonly conversations: ConversationsPort;
  readonly hub: Hub;
  readonly now: () => number;
  readonly framesPerSecond: number;
  readonly framesBurst: number;
  engagementOf(view: AttachResult, party: Party): EngagementView | undefined;
  /** There are words, and no record of a conversation they are said in. */
  onOrphan(party: Party): Promise<void>;
  onFault(error: unknown): void;
  onClosed(role: string, code: number): void;
  /** One socket may speak for a session at a time; returns the socket that did before. */
  claimSession(principal: string, session: string, socket: RelaySocket): RelaySocket | undefined;
  releaseSessions(socket: RelaySocket): void;
}

/** Serves one party's socket (or HTTP stream) from its opening to its end. */
export function serveConnection<P extends Party>(
  wire: Wire,
  id: string,
  role: Role<P>,
  world: ConnectionWorld,
): RelaySocket {
  const sessions = new Set<string>();
  const subscriptions = new Map<string, Subscription>();
  const bucket = createTokenBucket(world.framesPerSecond, world.framesBurst);
  const dispatch = createDispatcher((error) => {
    world.onFault(error);
    socket.close(4000, 'a fault of the relay');
  });
  let party: P | undefined;
  let isGreeted = false;

  const helloTimer = setTimeout(() => socket.close(4012, 'no hello'), limits.helloWithinMs);
  const socket = createRelaySocket(wire, {
    id,
    now: world.now,
    onText,
    onResumed: () => {
      for (const subscription of subscriptions.values()) subscription.pull();
    },
    onSlow: () => world.onClosed('slow', 4008),
    onClosed(code) {
      clearTimeout(helloTimer);
      for (const subscription of subscriptions.values()) {
        subscription.close();
        world.hub.leave(subscription);
      }
      world.releaseSessions(socket);
      if (party !== undefined) role.left(party);
      world.onClosed(party?.kind ?? 'stranger', code);
    },
  });

  const refuse = (address: FrameAddress, code: RefusalCodeName, more: { detail?: string; afterMs?: number } = {}) => {
    socket.send({ type: 'refused', ...address, code, retry: refusalCodes[code].retry, ...more });
  };

  const isOverRate = createRateGate({
    take: () => bucket.take(world.now()),
    patience: world.framesBurst,
    refuse: (address, afterMs) => refuse(address, 'rate', { afterMs }),
    cut: () => socket.close(4013, 'too many frames'),
  });

  async function attach(who: P, address: string, cursor: Cursor): Promise<void> {
    let conversation: string | undefined;
    try {
      conversation = await role.resolve(address, who);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      refuse({ conversation: address }, 'store_unavailable', { afterMs: resolveAgainMs });
      return;
    }
    if (!socket.isOpen()) return;
    if (conversation === undefined) {
      refuse({ conversation: address }, 'unknown_conversation');
      return;
    }
    let subscription = subscriptions.get(address);
    if (subscription === undefined) {
      if (subscriptions.size >= limits.attachedPerSocket) {
        refuse({ conversation: address }, 'denied', {
          detail: `at most ${limits.attachedPerSocket} conversations on one socket`,
        });
        return;
      }
      subscription = createSubscription({
        conversations: world.conversations,
        conversation,
        address,
        audience: who.kind,
        sessions: () => [...sessions],
        send: socket.send,
        isPaused: socket.isPaused,
        engagementOf: (view) => world.engagementOf(view, who),
        onOrphan: () => world.onOrphan(who),
        onFault: world.onFault,
      });
      subscriptions.set(address, subscription);
      await world.hub.join(subscription, who);
    }
    subscription.attach(cursor);
  }

  function addSession(who: P, session: string): void {
    if (sessions.size >= limits.sessionsPerSocket) {
      socket.close(4500, `at most ${limits.sessionsPerSocket} sessions on one socket`);
      return;
    }
    sessions.add(session);
    const principal = who.kind === 'visitor' ? who.visitor : who.rep;
    world.claimSession(principal, session, socket)?.send({ type: 'superseded', session });
  }

  async function greet(hello: Hello): Promise<void> {
    const welcomed = await role.welcome(hello, socket, sessions);
    if (welcomed === undefined || !socket.isOpen()) return;
    party = welcomed;
    for (const session of hello.sessions) addSession(welcomed, session);
    const cursors =
      hello.cursors.length === 0 && welcomed.kind === 'visitor'
        ? [{ conversation: 'mine', offset: 0, chain: '' }]
        : hello.cursors;
    for (const { conversation, ...cursor } of cursors) await attach(welcomed, conversation, cursor);
  }

  function detach(address: string): void {
    const subscription = subscriptions.get(address);
    if (subscription === undefined) return;
    subscriptions.delete(address);
    subscription.close();
    world.hub.leave(subscription);
  }

  /** What is behind it is then `behind_refused`. A session that is not the party's own leaves no mark: marks cost memory. */
  function refuseInvalid(address: FrameAddress, who: P, detail: string): void {
    const { session, conversation, seq } = address;
    if (session === undefined || conversation === undefined || seq === undefined || !sessions.has(session)) {
      refuse(address, 'invalid', { detail });
    } else {
      refuseSequenced(who, { session, conversation, seq }, 'invalid', detail);
    }
  }

  function onText(text: string): void {
    socket.heard();
    if (Buffer.byteLength(text) > role.frameBytes) {
      socket.close(4500, `a frame holds at most ${role.frameBytes} bytes`);
      return;
    }
    const decoded = decodeFrame(text, role.table);
    if (decoded.kind === 'bad') {
      socket.close(4500, decoded.detail);
      return;
    }
    if (decoded.kind === 'invalid') {
      if (party === undefined) socket.close(4500, decoded.detail);
      else if (!isOverRate(decoded.address, '')) refuseInvalid(decoded.address, party, decoded.detail);
      return;
    }
    receive(decoded.frame as { readonly type: string });
  }

  function receive(frame: { readonly type: string }): void {
    if (frame.type === 'hello') {
      if (isGreeted) {
        socket.close(4500, 'hello comes once');
        return;
      }
      isGreeted = true;
      clearTimeout(helloTimer);
      dispatch('hello', () => greet(frame as Hello));
      return;
    }
    if (!isGreeted) {
      socket.close(4500, 'hello comes first');
      return;
    }
    if (frame.type === 'pong') return;
    if (isOverRate(addressIn(frame), frame.type)) return;
    dispatch(frame.type, async () => {
      if (party === undefined) return;
      // A page that goes says its last words and closes: what is numbered counts also when its turn comes later.
      if (socket.isOpen() || (socket.isLeft() && 'seq' in frame)) await act(frame, party);
    });
  }

  async function act(frame: { readonly type: string }, who: P): Promise<void> {
    switch (frame.type) {
      case 'session.add':
        addSession(who, (frame as VisitorFrames['session.add']).session);
        return;
      case 'conversation.attach': {
        const { conversation, offset, chain } = frame as VisitorFrames['conversation.attach'];
        await attach(who, conversation, { offset, chain });
        return;
      }
      case 'conversation.detach':
        detach((frame as VisitorFrames['conversation.detach']).conversation);
        return;
      default:
        await role.handle(frame, who);
    }
  }

  return socket;
}
