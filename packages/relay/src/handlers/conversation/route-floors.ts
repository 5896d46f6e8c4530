import { askedTeams, candidatesOf, isStaffed } from '../../core/routing.ts';
import type { Candidate, FloorSnapshot, Site } from '../../ports/index.ts';
import type { World } from '../types.ts';

export interface RouteFloor {
  readonly team: string;
  readonly floor: FloorSnapshot;
  readonly candidates: readonly Candidate[];
}

/** The floors of a site's route as they are now. */
export interface RouteFloors {
  /** By the store's clock. */
  readonly now: number;
  readonly floors: readonly RouteFloor[];
  floorOf(team: string): FloorSnapshot | undefined;
  /** Teams to ask after waiting this long. */
  asked(waitedMs: number, tried: readonly string[]): readonly string[];
}

/** The reps of a team who may get conversations. */
export function candidatesIn(world: World, team: string): readonly Candidate[] {
  const directory = world.directory();
  const found = directory.team(team);
  return found === undefined ? [] : candidatesOf(found, directory.repsOf(team));
}

export async function loadRouteFloors(world: World, site: Site | undefined): Promise<RouteFloors> {
  const route = site?.route ?? [];
  const floors = await Promise.all(
    route.map(async ({ team }) => ({
      team,
      floor: await world.store.floor.snapshot(team),
      candidates: candidatesIn(world, team),
    })),
  );
  const byTeam = new Map(floors.map((one) => [one.team, one]));
  return {
    // A site without a route has no floor to tell the time; then nothing is timed by it either.
    now: floors[0]?.floor.at ?? world.now(),
    floors,
    floorOf: (team) => byTeam.get(team)?.floor,
    asked: (waitedMs, tried) =>
      askedTeams(route, waitedMs, (team) =>
        isStaffed(byTeam.get(team)?.floor, byTeam.get(team)?.candidates ?? [], tried),
      ),
  };
}

/** The store's time, as a site's first floor tells it. */
export async function storeTime(world: World, site: Site | undefined): Promise<number> {
  const team = site?.route[0]?.team;
  return team === undefined ? world.now() : (await world.store.floor.snapshot(team)).at;
}
