import type { ShiftException, Team } from '../ports/index.ts';
import { aroundTheClock, createWithin, dayNumber, minutesOf, weekOf } from './calendar.ts';
import type { Calendar, Minutes } from './calendar.ts';

export type ShiftTeam = Pick<Team, 'hours' | 'shifts' | 'shiftExceptions' | 'timeZone'>;

/** The zone by whose clocks a team's shifts are written. */
export function shiftZone({ timeZone, hours }: ShiftTeam): string {
  return timeZone ?? hours?.timeZone ?? 'UTC';
}

/** What of a team's shifts is one rep's; a team that writes none has everybody on around the clock. */
function calendarOf(team: ShiftTeam, rep: string): Calendar {
  const week = team.shifts?.filter(({ reps }) => reps.includes(rep));
  const days = new Map<number, readonly Minutes[]>();
  for (const { date, on } of team.shiftExceptions?.filter((one) => one.rep === rep) ?? []) {
    days.set(dayNumber(date), minutesOn(on));
  }
  return {
    timeZone: shiftZone(team),
    week: week === undefined ? Array.from({ length: 7 }, () => [aroundTheClock]) : weekOf(week),
    days,
  };
}

function minutesOn(on: ShiftException['on']): readonly Minutes[] {
  if (typeof on === 'object') return [minutesOf(on)];
  return on ? [aroundTheClock] : [];
}

/** The directory keeps its objects until it changes, so each rep's shifts are worked out once. */
const known = new WeakMap<ShiftTeam, Map<string, (at: number) => boolean>>();

/** May this rep get new rings now? In a team without shifts whoever is available may. What a rep has already, the shift's end does not take away. */
export function isOnShift(team: ShiftTeam, rep: string, at: number): boolean {
  if (team.shifts === undefined && team.shiftExceptions === undefined) return true;
  let reps = known.get(team);
  if (reps === undefined) known.set(team, (reps = new Map()));
  let within = reps.get(rep);
  if (within === undefined) reps.set(rep, (within = createWithin(calendarOf(team, rep))));
  return within(at);
}
