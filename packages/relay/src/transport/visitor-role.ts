import { limits } from '@tillside/protocol';
import type { VisitorFrame } from '@tillside/protocol';
import { visitorToRelay } from '@tillside/protocol/schema';
import { conversationOf } from '../core/ids.ts';
import { maskCardsIn } from '../core/masking.ts';
import { reduceContext } from '../core/privacy.ts';
import type { VisitorParty, World } from '../handlers/types.ts';
import { handleVisitorFrame } from '../handlers/visitor/table.ts';
import type { Role } from './role.ts';
import type { Credentials } from './credentials.ts';
import { identifyVisitor } from './identify-visitor.ts';
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
  return {
    frameBytes: limits.visitorFrameBytes,
    table: visitorToRelay,
    async welcome(hello, socket, sessions) {
      const now = world.now();
      const isPreviewing = credentials.isPreview(hello.preview, site, now);
      const identified = await identifyVisitor(hello.credential, site, credentials, world, isPreviewing);
      if (identified.kind === 'refused') {
        socket.close(identified.code, identified.reason);
        return undefined;
      }
      const known = identified.credential;
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
            : reduceContext(maskCardsIn(hello.context), world.directory().site(site)?.queryKeys ?? []),
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
        ...(isPreviewing ? { isPreview: true } : {}),
      });
      registry.add(party);
      return party;
    },
    resolve: async (address, party) => (address === 'mine' ? party.conversation : undefined),
    handle: (frame, party) => handleVisitorFrame(frame as VisitorFrame, party, world),
    left: (party) => registry.remove(party),
  };
}
