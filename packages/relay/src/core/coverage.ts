import type { Rep, RouteStep, Site, Team } from '../ports/index.ts';
import { isServing } from './route.ts';
import { isOnShift } from './shifts.ts';

const minuteMs = 60_000;

/** Milliseconds since 1970; `to` itself is not part of it. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface Coverage {
  /** At every minute some team of the route is within its hours. */
  readonly isAlwaysOpen: boolean;
  /** While a team of the route is within its hours, and nobody of such a team is on. In order. */
  readonly gaps: readonly Gap[];
}

export interface Staffing {
  team(id: string): Team | undefined;
  /** Enabled reps of a team. */
  repsOf(team: string): readonly Pick<Rep, 'id'>[];
}

/** Where a site's hours and its teams' shifts leave visitors without anybody, minute by minute. Whether reps then come is another question. */
export function coverageOf({ route }: Pick<Site, 'route'>, staffing: Staffing, from: number, forMs: number): Coverage {
  const steps = route.flatMap((step): readonly StaffedStep[] => {
    const team = staffing.team(step.team);
    return team === undefined ? [] : [{ step, team, reps: staffing.repsOf(step.team) }];
  });
  const gaps: Gap[] = [];
  let isAlwaysOpen = true;
  const start = Math.ceil(from / minuteMs) * minuteMs;
  for (let at = start; at < start + forMs; at += minuteMs) {
    const open = steps.filter(({ step, team }) => isServing(step, team, at));
    if (open.length === 0) isAlwaysOpen = false;
    else if (!open.some(({ team, reps }) => reps.some(({ id }) => isOnShift(team, id, at)))) addMinute(gaps, at);
  }
  return { isAlwaysOpen, gaps };
}

interface StaffedStep {
  readonly step: RouteStep;
  readonly team: Team;
  readonly reps: readonly Pick<Rep, 'id'>[];
}

function addMinute(gaps: Gap[], at: number): void {
  const last = gaps.at(-1);
  if (last?.to === at) gaps[gaps.length - 1] = { from: last.from, to: at + minuteMs };
  else gaps.push({ from: at, to: at + minuteMs });
}
