import { usualTeam } from '../core/usual.ts';
import type { RouteStep, Team } from '../ports/index.ts';
import type { RouteStepFile, TeamFile } from './team-schema.ts';
import { unusual } from './unusual.ts';

/** A team as the store keeps it: what is as usual is left out. */
export function toTeam({ acceptsAutomatically, wrapUpMs, pauseAfterMissed, byMessageLimit, ...team }: TeamFile): Team {
  return {
    ...team,
    ...unusual({ acceptsAutomatically, wrapUpMs, pauseAfterMissed, byMessageLimit }, usualTeam),
  };
}

/** The way back. */
export function fromTeam({ hours, shifts, shiftExceptions, ...team }: Team): TeamFile {
  return {
    ...usualTeam,
    ...team,
    ...(hours === undefined ? {} : { hours: hoursOf(hours) }),
    ...(shifts === undefined
      ? {}
      : { shifts: shifts.map((shift) => ({ ...shift, reps: [...shift.reps], days: [...shift.days] })) }),
    ...(shiftExceptions === undefined ? {} : { shiftExceptions: [...shiftExceptions] }),
  };
}

function hoursOf({ week, holidays, ...hours }: NonNullable<Team['hours']>): NonNullable<TeamFile['hours']> {
  return {
    ...hours,
    week: week.map((span) => ({ ...span, days: [...span.days] })),
    ...(holidays === undefined ? {} : { holidays: [...holidays] }),
  };
}

export function toRouteStep({ share, ...step }: RouteStepFile): RouteStep {
  return { ...step, ...unusual({ share }, { share: 1 }) };
}

export function fromRouteStep({ hours, share = 1, ...step }: RouteStep): RouteStepFile {
  return { ...step, share, ...(hours === undefined ? {} : { hours: hoursOf(hours) }) };
}
