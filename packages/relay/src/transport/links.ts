import { onConversationBell } from '../handlers/bells.ts';
import { openByVisitor } from '../handlers/conversation/open.ts';
import type { Party, World } from '../handlers/types.ts';
import { engagementForParty } from '../handlers/view.ts';
import { serveConnection } from './connection.ts';
import type { ConnectionWorld, Role } from './connection.ts';
import { createHub } from './hub.ts';
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
  /** Reads on at every cursor, e.g. after the store was away. */
  pullAll(): void;
  /** The slow poll, for bells that were lost. */
  poll(): void;
  /** Tells those here to move within `afterMs`. */
  drain(afterMs: number): void;
  isEmpty(): boolean;
  /** Ends what is left. */
  close(): void;
}

export function createLinks({ world, framesPerSecond, framesBurst, onFault }: LinksOptions): Links {
  const owners = createSessionOwners();
  const hub = createHub(world.store.bus, (message, conversation, party) => {
    onConversationBell(message, conversation, party, world).catch(onFault);
  });
  const connectionWorld: ConnectionWorld = {
    conversations: world.store.conversations,
    hub,
    now: world.now,
    framesPerSecond,
    framesBurst,
    engagementOf: (view, party) => engagementForParty(view, party, world),
    // What was acknowledged nobody sends again, so nobody else would ever ask for a rep.
    onOrphan: async (party) => {
      if (party.kind === 'visitor') await openByVisitor(party, 0, {}, world);
    },
    onFault,
    onClosed: (role, code) => world.emit({ name: 'socket.closed', level: 'debug', role, code }),
    claimSession: owners.claim,
    releaseSessions: owners.release,
  };
  const connections = new Set<RelaySocket>();
  let count = 0;

  return {
    keep<P extends Party>(wire: Wire, role: Role<P>) {
      count += 1;
      const connection = serveConnection<P>(wire, `${world.node}/${count}`, role, connectionWorld);
      connections.add(connection);
      connection.onEnd(() => connections.delete(connection));
    },
    pullAll: hub.pullAll,
    poll: () => hub.poll(world.now()),
    drain(afterMs) {
      for (const connection of connections) connection.send({ type: 'drain', afterMs });
    },
    isEmpty: () => connections.size === 0,
    close() {
      for (const connection of connections) connection.close(1012, 'restart');
    },
  };
}
