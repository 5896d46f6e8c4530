import { z } from 'zod';
import { isTimeZone } from '@tillside/rules/schema';
import { minutesOf, weekdays } from '../core/calendar.ts';

export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'is not the name of a time zone, such as Europe/Berlin or America/New_York');

const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 09:00, up to 23:59');
const to = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'expected a time of day such as 18:30, up to 24:00; not after "from" is the day after',
  );
/** A stretch of one day, over midnight where `to` is not after `from`. */
export const times = { from, to } as const;

export const days = z
  .array(z.enum(weekdays as readonly ['mon', ...(typeof weekdays)[number][]]))
  .min(1)
  .max(7)
  .refine((list) => new Set(list).size === list.length, 'names a day twice');

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export const date = z.string().refine(isDay, 'expected a day such as 2026-12-24');

const weekMinutes = 7 * 1_440;

interface Stretch {
  readonly begin: number;
  readonly end: number;
}

/** Both lie on the circle of a week, each shorter than it. */
function doOverlap(one: Stretch, other: Stretch): boolean {
  const ahead = (((other.begin - one.begin) % weekMinutes) + weekMinutes) % weekMinutes;
  return ahead < one.end - one.begin || weekMinutes - ahead < other.end - other.begin;
}

const stretchesOf = (span: { readonly days: readonly string[]; readonly from: string; readonly to: string }) =>
  span.days.map((day): Stretch => {
    const start = weekdays.findIndex((one) => one === day) * 1_440;
    const minutes = minutesOf(span);
    return { begin: start + minutes.from, end: start + minutes.to };
  });

const holiday = z
  .strictObject({ date, from: from.exactOptional(), to: to.exactOptional() })
  .refine((day) => (day.from === undefined) === (day.to === undefined), {
    error: '"from" and "to" come together; without either it is closed all day',
  });

/** When somebody is there, by the clock on the wall. */
export const hours = z
  .strictObject({
    timeZone,
    week: z
      .array(z.strictObject({ days, ...times }))
      .min(1)
      .max(50),
    holidays: z.array(holiday).max(400).exactOptional(),
  })
  .superRefine(({ week, holidays = [] }, context) => {
    week.forEach((span, index) => {
      const first = week.findIndex((other) =>
        stretchesOf(other).some((one) => stretchesOf(span).some((another) => doOverlap(one, another))),
      );
      if (first < index)
        context.addIssue({ code: 'custom', path: ['week', index], message: `overlaps with week[${first}]` });
    });
    holidays.forEach((day, index) => {
      const first = holidays.findIndex((other) => other.date === day.date && doCollide(other, day));
      if (first < index)
        context.addIssue({ code: 'custom', path: ['holidays', index], message: `overlaps with holidays[${first}]` });
    });
  });

type Day = z.infer<typeof holiday>;

/** Two lines of one day: open in both at once, or open and closed. */
function doCollide(one: Day, other: Day): boolean {
  if (one.from === undefined || one.to === undefined || other.from === undefined || other.to === undefined) return true;
  const [left, right] = [minutesOf({ from: one.from, to: one.to }), minutesOf({ from: other.from, to: other.to })];
  return left.from < right.to && right.from < left.to;
}
