import type { Hours, Schedule, Weekday } from '../../playbook.ts';
import { all, any, leaf, TRUE } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 1440;
const WEEK = 7 * DAY;
const DAY_MS = 86_400_000;

/** One flag a minute of the local week, from Monday 00:00. */
export type Week = readonly boolean[];

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const EVERY_MINUTE: Week = Array.from({ length: WEEK }, () => true);

/** A function whose answer for the same object is kept: a week has ten thousand minutes, and every check asks for it. */
function remembered<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

const weekOfHours = remembered((hours: readonly Hours[]): Week => {
  const week = Array.from({ length: WEEK }, () => false);
  for (const { weekdays = WEEKDAYS, from = '00:00', to = '24:00' } of hours)
    for (const day of weekdays) {
      const start = WEEKDAYS.indexOf(day) * DAY;
      // An end before the beginning is on the day after.
      const end = start + minuteOf(to) + (to < from ? DAY : 0);
      for (let minute = start + minuteOf(from); minute < end; minute++) week[minute % WEEK] = true;
    }
  return week;
});

/** The minutes within one of the patterns; all, where there are none. */
export const weekOf = (hours: readonly Hours[] | undefined): Week => (hours ? weekOfHours(hours) : EVERY_MINUTE);

/** Days of the week, 0 to 6, that lie between two days. */
function weekdaysWithin({ firstDay, lastDay }: Schedule): ReadonlySet<number> {
  const every = new Set([0, 1, 2, 3, 4, 5, 6]);
  if (firstDay === undefined || lastDay === undefined) return every;
  const [first, last] = [Date.parse(`${firstDay}T00:00:00Z`), Date.parse(`${lastDay}T00:00:00Z`)];
  if (last - first >= 6 * DAY_MS) return every;
  const days = new Set<number>();
  for (let day = first; day <= last; day += DAY_MS) days.add((new Date(day).getUTCDay() + 6) % 7);
  return days;
}

const openWeekOf = remembered((schedule: Schedule): Week => {
  const week = weekOf(schedule.hours);
  const days = weekdaysWithin(schedule);
  return days.size === 7 ? week : week.map((isOpen, minute) => isOpen && days.has(Math.floor(minute / DAY)));
});

/** The minutes of the week at which a schedule is ever open. */
export const openWeek = (schedule: Schedule | undefined): Week => (schedule ? openWeekOf(schedule) : EVERY_MINUTE);

/** The same, of one time of day alone. */
export const openAt = (schedule: Schedule | undefined, time: string): Week =>
  openWeek(schedule).map((isOpen, minute) => isOpen && minute % DAY === minuteOf(time));

/** What `site.weekday` and `site.hour` can be in these minutes. Whole hours: an hour that is open for a minute is among them. */
export const hoursFormula = remembered((week: Week): Formula => {
  if (week.every(Boolean)) return TRUE;
  const daysByHours = new Map<string, Weekday[]>();
  WEEKDAYS.forEach((day, index) => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
      week.slice(index * DAY + hour * 60, index * DAY + hour * 60 + 60).includes(true),
    );
    if (hours.length) daysByHours.set(hours.join(), [...(daysByHours.get(hours.join()) ?? []), day]);
  });
  return any(
    ...[...daysByHours].map(([hours, days]) =>
      all(leaf('site.weekday', '$in', days), leaf('site.hour', '$in', hours.split(',').map(Number))),
    ),
  );
});

/** Whether a schedule is open at every minute at which another one is. */
export function covers(wide: Schedule | undefined, narrow: Schedule | undefined): boolean {
  if (!wide) return true;
  const { firstDay = '', lastDay = '9999' } = narrow ?? {};
  if ((wide.firstDay ?? '') > firstDay || (wide.lastDay ?? '9999') < lastDay) return false;
  if (!wide.hours) return true;
  const [wideWeek, narrowWeek] = [weekOf(wide.hours), weekOf(narrow?.hours)];
  return narrowWeek.every((isOpen, minute) => !isOpen || wideWeek[minute]);
}
