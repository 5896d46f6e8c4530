import type { Ask } from '../../core/ask.ts';
import { askedTeams, overflowsOf, routeFor } from '../../core/route.ts';
import type { AskedTeam } from '../../core/route.ts';
import { candidatesOf, standingOf } from '../../core/routing.ts';
import type { RingFor } from '../../core/routing.ts';
import type { Candidate, Engagement, FloorSnapshot, Site, Team } from '../../ports/index.ts';
import type { World } from '../types.ts';

export interface RouteFloor {
  readonly team: string;
  readonly floor: FloorSnapshot;
  /** Who may be rung now for what was asked: within hours and shift, with the skills. */
  readonly candidates: readonly Candidate[];
}

/** The floors of a site's route as they are now, for a conversation. */
export interface RouteFloors {
  /** By the store's clock. */
  readonly now: number;
  /** In the order in which the conversation asks them. */
  readonly floors: readonly RouteFloor[];
  floorOf(team: string): FloorSnapshot | undefined;
  /** Teams to ask after waiting this long. */
  asked(waitedMs: number, tried: readonly string[]): readonly string[];
  /** Why those beyond the first are asked; absent where only the first is. */
  overflows(waitedMs: number, tried: readonly string[]): Engagement['overflows'];
}

/** Lists of one instant: a look asks for the same one for nearly every conversation that waits. The directory keeps its objects until it changes. */
const latest = new WeakMap<Team, { readonly at: number; readonly lists: Map<string, readonly Candidate[]> }>();

/** The reps of a team who may get new rings now: the team's hours, the shifts, and what `asked` says besides. */
export function candidatesIn(world: World, team: string, asked: RingFor): readonly Candidate[] {
  const directory = world.directory();
  const found = directory.team(team);
  if (found === undefined) return [];
  let known = latest.get(found);
  if (known?.at !== asked.at) latest.set(found, (known = { at: asked.at, lists: new Map() }));
  const key = JSON.stringify([asked.step?.hours, asked.ask?.skills]);
  const list = known.lists.get(key) ?? candidatesOf(found, directory.repsOf(team), asked);
  known.lists.set(key, list);
  return list;
}

/** @param ask what the conversation asks for; default: whoever is there, in the route's order */
export async function loadRouteFloors(world: World, site: Site | undefined, ask: Ask = {}): Promise<RouteFloors> {
  const route = site === undefined ? [] : routeFor(site, ask.team);
  const snapshots = await Promise.all(route.map(({ team }) => world.store.floor.snapshot(team)));
  // A site without a route has no floor to tell the time; then nothing is timed by it either.
  const now = snapshots[0]?.at ?? world.now();
  const loaded = route.flatMap((step, place) => {
    const floor = snapshots[place];
    if (floor === undefined) return [];
    const ringFor: RingFor = { at: floor.at, step, ask };
    return [{ team: step.team, floor, ringFor, candidates: candidatesIn(world, step.team, ringFor) }];
  });
  const byTeam = new Map(loaded.map((one) => [one.team, one]));

  const decide = (waitedMs: number, tried: readonly string[]): readonly AskedTeam[] => {
    const directory = world.directory();
    return askedTeams(route, waitedMs, (id) => {
      const team = directory.team(id);
      const here = byTeam.get(id);
      if (team === undefined || here === undefined) return 'nobody';
      return standingOf(team, directory.repsOf(id), here.floor, here.ringFor, tried);
    });
  };

  return {
    now,
    floors: loaded.map(({ team, floor, candidates }) => ({ team, floor, candidates })),
    floorOf: (team) => byTeam.get(team)?.floor,
    asked: (waitedMs, tried) => decide(waitedMs, tried).map(({ team }) => team),
    overflows: (waitedMs, tried) => overflowsOf(decide(waitedMs, tried)),
  };
}

/** The store's time, where a site's first floor lies. */
export async function storeTime(world: World, site: Site | undefined): Promise<number> {
  const team = site?.route[0]?.team;
  return team === undefined ? world.now() : world.store.floor.time(team);
}
