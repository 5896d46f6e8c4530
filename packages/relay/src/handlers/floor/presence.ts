import type { World } from '../types.ts';

/** This node's word on which reps are connected to it. */
export interface Presence {
  /** Says it for one team now. */
  renew(team: string): Promise<void>;
  /** Says it for every team that has or had somebody here. */
  renewAll(): Promise<void>;
  /** Says that nobody is here any more: the reps' grace begins. */
  leave(): Promise<void>;
}

export function createPresence(world: World): Presence {
  /** Teams of which somebody was said to be here. */
  const said = new Set<string>();

  async function say(team: string, reps: readonly string[]): Promise<void> {
    if (reps.length > 0) said.add(team);
    await world.store.floor.renewPresence(team, world.node, reps);
    // Forgotten once it is known: until then the end is said again.
    if (reps.length === 0) said.delete(team);
  }

  const renew = (team: string) => say(team, world.sockets.connectedReps(team));
  return {
    renew,
    renewAll: async () => {
      await Promise.all([...new Set([...said, ...world.sockets.teams()])].map(renew));
    },
    leave: async () => {
      await Promise.all([...new Set([...said, ...world.sockets.teams()])].map((team) => say(team, [])));
    },
  };
}
