import type { RelaySocket } from './socket.ts';

const keyOf = (principal: string, session: string): string => `${principal}/${session}`;

/** Which socket speaks for a session on this node. The log's append rule keeps order even where two nodes are told different things. */
export interface SessionOwners {
  /** One socket may speak for a session at a time; returns the socket that did before. */
  claim(principal: string, session: string, socket: RelaySocket): RelaySocket | undefined;
  /** The socket is over: whatever is still its own is nobody's. */
  release(principal: string, sessions: readonly string[], socket: RelaySocket): void;
}

export function createSessionOwners(): SessionOwners {
  const owners = new Map<string, RelaySocket>();
  return {
    claim(principal, session, socket) {
      const key = keyOf(principal, session);
      const before = owners.get(key);
      owners.set(key, socket);
      return before === socket ? undefined : before;
    },
    release(principal, sessions, socket) {
      for (const session of sessions) {
        const key = keyOf(principal, session);
        if (owners.get(key) === socket) owners.delete(key);
      }
    },
  };
}
