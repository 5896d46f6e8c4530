import { coverageOf } from '../../core/coverage.ts';
import type { Gap } from '../../core/coverage.ts';
import { shiftZone } from '../../core/shifts.ts';
import type { DirectorySnapshot, Site } from '../../ports/index.ts';
import type { Check, Finding } from './check.ts';

const days = 7;
const dayMs = 86_400_000;
/** More are told by their number: whoever forgot the shifts of a night forgot them every night. */
const mostTold = 5;

function wordsOf({ from, to }: Gap, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${format.format(from)} to ${format.format(to)}`;
}

/** By whose clock a site's gaps are told: that of the route's first shifts, for these are to be mended. */
function zoneOf({ route }: Site, { teams }: DirectorySnapshot): string {
  const routed = route.flatMap((step) => teams.filter((team) => team.id === step.team));
  const team = routed.find(({ shifts }) => shifts !== undefined) ?? routed[0];
  return team === undefined ? 'UTC' : shiftZone(team);
}

/** Where in the next seven days visitors of an open site would find nobody on shift. */
export const checkCover: Check = ({ directory, now }) => {
  const { sites, teams, reps } = directory;
  const staffing = {
    team: (id: string) => teams.find((one) => one.id === id),
    repsOf: (team: string) => reps.filter((rep) => rep.team === team && !rep.isDisabled),
  };
  return sites
    .filter(({ isEnabled }) => isEnabled)
    .flatMap((site): readonly Finding[] => {
      const { isAlwaysOpen, gaps } = coverageOf(site, staffing, now, days * dayMs);
      const [first] = gaps;
      if (first === undefined) return [];
      if (gaps.length === 1 && first.to - first.from >= days * dayMs) {
        const message = `nobody of the route is on in the next ${days} days: its teams have no rep who is enabled and on a shift.`;
        return [{ about: site.id, message }];
      }
      const zone = zoneOf(site, directory);
      const told = gaps.slice(0, mostTold).map((gap) => wordsOf(gap, zone));
      const more = gaps.length > mostTold ? `, and ${gaps.length - mostTold} more` : '';
      const open = isAlwaysOpen ? 'open around the clock' : 'open';
      return [
        {
          about: site.id,
          message: `${open}, and nobody is on shift: ${told.join('; ')}${more} (${zone}). Add a shift, or take the time out of the hours, and apply the site's file.`,
        },
      ];
    });
};
