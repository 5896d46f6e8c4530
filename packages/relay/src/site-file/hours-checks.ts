import { isOpenAt } from '../core/hours.ts';
import type { Hours } from '../ports/index.ts';
import type { Mistake } from './read.ts';
import type { SiteFile } from './schema.ts';

const quarterMs = 900_000;
/** A week with summer time and one without, on either half of the globe. Mondays. */
const samples = [Date.UTC(2026, 0, 12), Date.UTC(2026, 6, 13)];
const weekQuarters = 7 * 96;

/** Is there a quarter of an hour of a usual week that lies in both? */
function doMeet(one: Hours, other: Hours): boolean {
  const usual = ({ timeZone, week }: Hours): Hours => ({ timeZone, week });
  const [left, right] = [usual(one), usual(other)];
  return samples.some((start) =>
    Array.from({ length: weekQuarters }, (_, place) => start + place * quarterMs).some(
      (at) => isOpenAt(left, at) && isOpenAt(right, at),
    ),
  );
}

/** Steps of the route that nobody could ever be put before, because their hours and the team's never meet. */
export function neverOpen(file: SiteFile): readonly Mistake[] {
  return file.route.flatMap(({ team: id, hours }, index) => {
    const team = file.teams.find((one) => one.id === id);
    if (hours === undefined || team?.hours === undefined || doMeet(hours, team.hours)) return [];
    return [{ path: `route[${index}].hours`, message: `never open: they lie wholly outside the hours of ${id}` }];
  });
}

/** What of hours, shifts and shares its author should think about. */
export function hoursWarnings(file: SiteFile): readonly string[] {
  const warnings: string[] = [];
  file.teams.forEach((team, index) => {
    if ((team.shifts ?? team.shiftExceptions) !== undefined && (team.timeZone ?? team.hours) === undefined)
      warnings.push(
        `teams[${index}]: the shifts of ${team.id} are by UTC, because neither "timeZone" nor "hours" names a time zone.`,
      );
  });
  file.route.forEach(({ team: id, share }, index) => {
    const team = file.teams.find((one) => one.id === id);
    if (share !== 1 && team?.kind === 'dedicated')
      warnings.push(`route[${index}].share means nothing: ${id} is dedicated, so nobody else has a share of it.`);
  });
  return warnings;
}
