import type { World } from '../types.ts';

/**
 * Loads are counted as claims come and go; whether they are what the claims say is looked at now and then all the same, and made right. A difference
 * is a fault: the store lost something, or somebody else wrote to it.
 */
export async function recountFloors(teams: Iterable<string>, world: World): Promise<void> {
  for (const team of teams) {
    const reps = await world.store.floor.recount(team);
    if (reps.length > 0) world.emit({ name: 'floor.miscounted', level: 'warn', team, reps });
  }
}
