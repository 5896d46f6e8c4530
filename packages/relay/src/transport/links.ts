import { onConversationBell } from '../handlers/bells.ts';
import { openByVisitor } from '../handlers/conversation/open.ts';
import type { Party, World } from '../handlers/types.ts';
import { engagementForParty } from '../handlers/view.ts';
import { Connection } from './connection.ts';
import type { ConnectionWorld } from './connection.ts';
import { createHub } from './hub.ts';
import type { Role } from './role.ts';
import { createSessionOwners } from './session-owners.ts';
import type { RelaySocket } from './socket.ts';
import type { Wire } from './wire.ts';

export interface LinksOptions {
  readonly world: World;
  /** What a socket may send. */
  readonly framesPerSecond: number;
  readonly framesBurst: number;
  readonly onFault: (error: unknown) => void;
}

/** All that stands on this node, whatever carries it: sockets, streams, or a simulation's own. */
export interface Links {
  /** Serves one that was let in. */
  keep<P extends Party>(wire: Wire, role: Role<P>): void;
  /** The store was away: every socket reads on, and attaches again where something happened lately. */
  storeIsBack(): void;
  /** Lets each take its slow poll, for bells that were lost; to be called every `pollEveryMs`. */
  poll(): void;
  /** The directory changed: nobody hears more of what they may not see. */
  check(): void;
  /** Tells those here to move within `afterMs`. */
  drain(afterMs: number): void;
  isEmpty(): boolean;
  /** Ends what is left. */
  close(): void;
}

export function createLinks({ world, framesPerSecond, framesBurst, onFault }: LinksOptions): Links {
  const hub = createHub(world.store.bus);
  const connections = new Map<RelaySocket, { check(): void }>();
  const shared: ConnectionWorld = {
    node: world.node,
    conversations: world.store.conversations,
    hub,
    owners: createSessionOwners(),
    now: world.now,
    framesPerSecond,
    framesBurst,
    engagementOf: (view, party) => engagementForParty(view, party, world),
    onBell(message, conversation, party) {
      onConversationBell(message, conversation, party, world).catch(onFault);
    },
    // What was acknowledged nobody sends again, so nobody else would ever ask for a rep.
    async onOrphan(party) {
      if (party.kind !== 'visitor') return;
      // Another tab, or another try that did not hear it succeeded, was here before.
      const { record } = await world.store.conversations.view(party.conversation);
      if (record === undefined) await openByVisitor(party, 0, {}, world);
    },
    onEnded(socket, role, code) {
      connections.delete(socket);
      world.emit({ name: 'socket.closed', level: 'debug', role, code });
    },
    onFault,
  };
  let count = 0;

  return {
    keep<P extends Party>(wire: Wire, role: Role<P>) {
      count += 1;
      const connection = new Connection<P>(wire, count, role, shared);
      connections.set(connection.socket, connection);
    },
    storeIsBack: hub.storeIsBack,
    poll: () => hub.poll(world.now()),
    check() {
      for (const connection of connections.values()) connection.check();
    },
    drain(afterMs) {
      for (const socket of connections.keys()) socket.send({ type: 'drain', afterMs });
    },
    isEmpty: () => connections.size === 0,
    close() {
      for (const socket of connections.keys()) socket.close(1012, 'restart');
    },
  };
}
