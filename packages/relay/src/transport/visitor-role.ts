import { limits } from '@tillside/protocol';
import type { VisitorFrame } from '@tillside/protocol';
import { visitorToRelay } from '@tillside/protocol/schema';
import { conversationOf } from '../core/ids.ts';
import { reduceContext } from '../core/privacy.ts';
import type { VisitorParty, World } from '../handlers/types.ts';
import { handleVisitorFrame } from '../handlers/visitor/table.ts';
import type { Role } from './connection.ts';
import { randomId } from './credentials.ts';
import type { Credentials, VisitorCredential } from './credentials.ts';
import type { RelaySocket } from './socket.ts';
import type { SocketRegistry } from './socket-registry.ts';

/** A credential is renewed when it is this old, so that a visitor who comes back is never 30 days idle. */
const renewAfterMs = 86_400_000;

export interface VisitorRoleOptions {
  readonly site: string;
  /** As the operator's proxy tells it. */
  readonly country: string | undefined;
  readonly world: World;
  readonly registry: SocketRegistry;
  readonly credentials: Credentials;
}

export function createVisitorRole({
  site,
  country,
  world,
  registry,
  credentials,
}: VisitorRoleOptions): Role<VisitorParty> {
  /** Whoever brings no credential is new; nothing is written for that. */
  async function identify(token: string | undefined, socket: RelaySocket): Promise<VisitorCredential | undefined> {
    if (token === undefined) return { site, visitor: randomId('vis'), generation: 0, issuedAt: 0 };
    const credential = credentials.verify(token, world.now());
    if (credential === undefined || credential.site !== site) {
      socket.close(4101, 'the credential is not valid here any more');
      return undefined;
    }
    const record = await world.store.visitors.load(credential.visitor);
    if (record?.isBlocked === true) {
      socket.close(4503, 'blocked');
      return undefined;
    }
    if (record !== undefined && record.generation !== credential.generation) {
      socket.close(4101, 'the credential was replaced');
      return undefined;
    }
    return credential;
  }

  return {
    frameBytes: limits.visitorFrameBytes,
    table: visitorToRelay,
    async welcome(hello, socket, sessions) {
      const known = await identify(hello.credential, socket);
      if (known === undefined) return undefined;
      const now = world.now();
      const isDue = now - known.issuedAt > renewAfterMs;
      const party: VisitorParty = {
        kind: 'visitor',
        site,
        visitor: known.visitor,
        conversation: conversationOf(known.visitor),
        sessions,
        link: socket,
        context:
          hello.context === undefined
            ? undefined
            : reduceContext(hello.context, world.directory().site(site)?.queryKeys ?? []),
      };
      socket.send({
        type: 'welcomed',
        node: world.node,
        now,
        heartbeatMs: limits.heartbeatMs,
        limits: {
          textLength: limits.textLength,
          unacknowledged: limits.unacknowledged,
          frameBytes: limits.visitorFrameBytes,
        },
        visitor: { id: known.visitor },
        ...(isDue ? { credential: credentials.issue({ ...known, issuedAt: now }) } : {}),
        availability: world.availability(site),
        bands: world.bands(site),
        ...(country === undefined ? {} : { country }),
      });
      registry.add(party);
      return party;
    },
    resolve: async (address, party) => (address === 'mine' ? party.conversation : undefined),
    handle: (frame, party) => handleVisitorFrame(frame as VisitorFrame, party, world),
    left: (party) => registry.remove(party),
  };
}
