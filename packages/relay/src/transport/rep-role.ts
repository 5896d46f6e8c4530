import { limits } from '@tillside/protocol';
import type { RepFrame } from '@tillside/protocol';
import { repToRelay } from '@tillside/protocol/schema';
import { recordFor } from '../handlers/authority.ts';
import { handleRepFrame } from '../handlers/rep/table.ts';
import type { RepParty, World } from '../handlers/types.ts';
import type { Role } from './role.ts';
import { hashSecret } from './passwords.ts';
import type { SocketRegistry } from './socket-registry.ts';

export interface RepRoleOptions {
  readonly world: World;
  readonly registry: SocketRegistry;
  readonly onArrived: (party: RepParty, signIn: string) => void;
  readonly onLeft: (party: RepParty) => void;
}

export function createRepRole({ world, registry, onArrived, onLeft }: RepRoleOptions): Role<RepParty> {
  return {
    frameBytes: limits.repFrameBytes,
    table: repToRelay,
    async welcome(hello, socket, sessions) {
      const ticket =
        hello.credential === undefined
          ? undefined
          : await world.store.directory.takeTicket(hashSecret(hello.credential));
      if (ticket === undefined) {
        socket.close(4101, 'the ticket is used or older than 30 s: draw a new one');
        return undefined;
      }
      const signIn = await world.store.directory.signIn(ticket.signIn);
      const rep = world.directory().rep(ticket.rep);
      if (signIn === undefined || rep === undefined || rep.isDisabled) {
        socket.close(4509, 'signed out');
        return undefined;
      }
      const party: RepParty = { kind: 'rep', rep: rep.id, team: rep.team, sessions, link: socket };
      socket.send({
        type: 'welcomed',
        node: world.node,
        now: world.now(),
        heartbeatMs: limits.heartbeatMs,
        limits: {
          textLength: limits.textLength,
          unacknowledged: limits.unacknowledged,
          frameBytes: limits.repFrameBytes,
        },
        rep: {
          id: rep.id,
          name: rep.name,
          team: rep.team,
          sites: world
            .directory()
            .sitesOf(rep.team)
            .map((site) => site.id),
        },
      });
      registry.add(party);
      onArrived(party, ticket.signIn);
      return party;
    },
    /** A rep sees the conversations of the sites the own team serves (G4), and learns nothing about others: not even that they exist. */
    async resolve(address, party) {
      return address === 'mine' ? undefined : (await recordFor(party, address, world))?.conversation;
    },
    handle: (frame, party) => handleRepFrame(frame as RepFrame, party, world),
    left(party) {
      registry.remove(party);
      onLeft(party);
    },
  };
}
