import type { Holiday, Hours } from '../ports/index.ts';
import { createWithin, dayNumber, minutesOf, weekOf } from './calendar.ts';
import type { Minutes } from './calendar.ts';

function holidaysOf(holidays: readonly Holiday[]): ReadonlyMap<number, readonly Minutes[]> {
  const days = new Map<number, readonly Minutes[]>();
  for (const { date, from, to } of holidays) {
    const day = dayNumber(date);
    const spans = from === undefined || to === undefined ? [] : [minutesOf({ from, to })];
    days.set(day, [...(days.get(day) ?? []), ...spans]);
  }
  return days;
}

/** The directory keeps its objects until it changes, so each is worked out once. */
const known = new WeakMap<Hours, (at: number) => boolean>();

/** Without hours it is always open. */
export function isOpenAt(hours: Hours | undefined, at: number): boolean {
  if (hours === undefined) return true;
  let within = known.get(hours);
  if (within === undefined) {
    const { timeZone, week, holidays = [] } = hours;
    known.set(hours, (within = createWithin({ timeZone, week: weekOf(week), days: holidaysOf(holidays) })));
  }
  return within(at);
}
