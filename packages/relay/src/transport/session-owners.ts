import type { RelaySocket } from './socket.ts';

/** Which socket speaks for a session on this node. The log's append rule keeps order even where two nodes are told different things. */
export function createSessionOwners() {
  const owners = new Map<string, RelaySocket>();
  const held = new Map<RelaySocket, Set<string>>();
  return {
    claim(principal: string, session: string, socket: RelaySocket): RelaySocket | undefined {
      const key = `${principal}/${session}`;
      const before = owners.get(key);
      owners.set(key, socket);
      const keys = held.get(socket);
      if (keys === undefined) held.set(socket, new Set([key]));
      else keys.add(key);
      return before === socket ? undefined : before;
    },
    release(socket: RelaySocket): void {
      for (const key of held.get(socket) ?? []) if (owners.get(key) === socket) owners.delete(key);
      held.delete(socket);
    },
  };
}
