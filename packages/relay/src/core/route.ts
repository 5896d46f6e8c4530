import type { OverflowReason, RouteStep, Site, Team } from '../ports/index.ts';
import { isOpenAt } from './hours.ts';

/** How a team of a route stands to one conversation: somebody is there to ask, or why nobody is. */
export type TeamStanding = 'there' | Exclude<OverflowReason, 'time'>;

/** A team that is asked; `overflow`: why, though it is not the route's first. */
export interface AskedTeam {
  readonly team: string;
  readonly overflow?: OverflowReason;
}

/**
 * The route of a conversation that asks for a team of it: that team first, the others behind it in their order. The times stay with the
 * places, so that the next team is still asked after the second step's wait.
 */
export function routeFor({ route }: Pick<Site, 'route'>, team: string | undefined): readonly RouteStep[] {
  const wanted = route.find((step) => step.team === team);
  if (wanted === undefined || wanted === route[0]) return route;
  const ordered = [wanted, ...route.filter((step) => step !== wanted)];
  return ordered.map((step, place) => ({ ...step, afterMs: route[place]?.afterMs ?? 0 }));
}

/** The site's step that names the team; absent where the route does not. */
export function stepOf(site: Pick<Site, 'route'> | undefined, team: string): RouteStep | undefined {
  return site?.route.find((step) => step.team === team);
}

/** Are this step's visitors put before the team now? The step's hours lie within the team's own. */
export function isServing(step: Pick<RouteStep, 'hours'>, team: Pick<Team, 'hours'>, at: number): boolean {
  return isOpenAt(team.hours, at) && isOpenAt(step.hours, at);
}

/**
 * The teams to ask after waiting `waitedMs`, in route order. The first is always asked: the place in its line is kept. Any other is, within
 * its hours, after its own time; and at once where nobody of the teams before it can be asked. Who was skipped stays asked: somebody may come back.
 */
export function askedTeams(
  route: readonly RouteStep[],
  waitedMs: number,
  standingOf: (team: string) => TeamStanding,
): readonly AskedTeam[] {
  const asked: AskedTeam[] = [];
  /** Of the team before; `there` once anybody can be asked. */
  let before: TeamStanding | undefined;
  for (const { team, afterMs } of route) {
    const standing = standingOf(team);
    if (before === undefined) asked.push({ team });
    else if (standing !== 'outside_hours') {
      const overflow = before === 'there' ? 'time' : before;
      if (overflow !== 'time' || waitedMs >= afterMs) asked.push({ team, overflow });
    }
    before = before === 'there' ? 'there' : standing;
  }
  return asked;
}

/** The reasons by team, as an engagement keeps them; `undefined`: only the first is asked. */
export function overflowsOf(asked: readonly AskedTeam[]): Readonly<Record<string, OverflowReason>> | undefined {
  const reasons = asked.flatMap(({ team, overflow }) => (overflow === undefined ? [] : [[team, overflow] as const]));
  return reasons.length === 0 ? undefined : Object.fromEntries(reasons);
}
