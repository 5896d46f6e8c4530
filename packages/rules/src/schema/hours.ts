import { formed, list, oneOf, optional, strict, timeOfDay } from './fields.ts';
import { entriesOf, isObject } from './problems.ts';
import type { Path, Report } from './problems.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const day = () =>
  formed(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a day such as 2026-12-24', '2026-12-24');

const hours = strict({
  weekdays: optional(list(oneOf(WEEKDAYS, 'day'), 1, 7), 'On these days. Left out: every day.'),
  from: optional(timeOfDay('09:00'), 'From this local time on.', '00:00'),
  to: optional(
    formed(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time of day such as 18:30, up to 24:00', '18:30'),
    'Until this local time, itself not included. Earlier than `from`: until then on the day after.',
    '24:00',
  ),
}).meta({ id: 'hours', description: 'A weekly pattern in the playbook’s time zone.' });

export const weeklyHours = () => list(hours, 1, 20);

export const schedule = strict({
  firstDay: optional(day(), 'The first local day.'),
  lastDay: optional(day(), 'The last local day, included.'),
  hours: optional(weeklyHours(), 'Within one of these. Left out: all day, every day.'),
});

/** Whether a day of the right form is in the calendar. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function checkDay(text: unknown, path: Path, report: Report): void {
  if (typeof text === 'string' && day().safeParse(text).success && !isDay(text))
    report(path, `there is no ${text} in the calendar`);
}

/** Reports hours that are no time at all. */
export function checkHours(value: unknown, path: Path, report: Report): void {
  entriesOf(value).forEach((one, index) => {
    if (!isObject(one)) return;
    const { from = '00:00', to = '24:00', weekdays } = one;
    if (from === to) report([...path, index, 'to'], 'is the same as `from`: leave both out for the whole day');
    if (Array.isArray(weekdays) && new Set(weekdays).size < weekdays.length)
      report([...path, index, 'weekdays'], 'names a day twice');
  });
}

export function checkSchedule(value: unknown, path: Path, report: Report): void {
  if (!isObject(value)) return;
  const { firstDay, lastDay } = value;
  checkDay(firstDay, [...path, 'firstDay'], report);
  checkDay(lastDay, [...path, 'lastDay'], report);
  if (typeof firstDay === 'string' && typeof lastDay === 'string' && lastDay < firstDay)
    report([...path, 'lastDay'], `is before the first day, ${firstDay}`);
  checkHours(value['hours'], [...path, 'hours'], report);
}
