import type { Holiday, Hours } from '../ports/index.ts';
import { dayNumber, isWithin, minutesOf, weekOf } from './calendar.ts';
import type { Calendar, Minutes } from './calendar.ts';

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
const calendars = new WeakMap<Hours, Calendar>();

function calendarOf(hours: Hours): Calendar {
  let calendar = calendars.get(hours);
  if (calendar === undefined) {
    const { timeZone, week, holidays = [] } = hours;
    calendars.set(hours, (calendar = { timeZone, week: weekOf(week), days: holidaysOf(holidays) }));
  }
  return calendar;
}

/** Without hours it is always open. */
export function isOpenAt(hours: Hours | undefined, at: number): boolean {
  return hours === undefined || isWithin(calendarOf(hours), at);
}
