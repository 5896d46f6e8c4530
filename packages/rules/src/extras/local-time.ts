import type { Hours, Schedule } from '../playbook.ts';

const MINUTE_MS = 60_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Date and time as a clock on the wall shows them: texts compare as times do. */
export interface Local {
  /** `YYYY-MM-DD`. */
  readonly _day: string;
  /** `HH:MM`. */
  readonly _time: string;
  /** 0 is Sunday. */
  readonly _weekday: number;
}

/** Called with the same minute it gives the same object. */
export type ToLocal = (now: number) => Local;

export const weekdayOf = (weekday: number) => WEEKDAYS[weekday % 7] as 'mon';

/** Asks Intl once a minute at most, and not at all for UTC (its first answer takes long). Pure all the same: the answer hangs on `now` alone. */
export function createToLocal(timeZone: string | undefined): ToLocal {
  let known = -1;
  let local: Local;
  let format: Intl.DateTimeFormat | undefined;
  return (now) => {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== known) {
      // Sweden writes as ISO 8601 does: 2026-11-02 13:00.
      if (timeZone && timeZone !== 'UTC')
        format ??= new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
      const text = format ? format.format(now) : new Date(now).toISOString();
      const day = text.slice(0, 10);
      local = { _day: day, _time: text.slice(11, 16), _weekday: new Date(day).getUTCDay() };
      known = minute;
    }
    return local;
  };
}

const minutesOf = (time: string): number => +time.slice(0, 2) * 60 + +time.slice(3);

/** The next instant after `now` at which the local time is `at`: on a day on which the clocks are changed there may be none, or two. */
export function nextLocal(toLocal: ToLocal, at: string, now: number): number {
  const lacking = (from: number): number => minutesOf(at) - minutesOf(toLocal(from)._time);
  const next = now - (now % MINUTE_MS) + ((lacking(now) + 1440) % 1440) * MINUTE_MS;
  for (const shift of [-60, 0, 60, 1380, 1440, 1500]) {
    const instant = next + shift * MINUTE_MS;
    if (instant > now && !lacking(instant)) return instant;
  }
  return nextLocal(toLocal, at, next + 1440 * MINUTE_MS);
}

/** After midnight the hours are still those of the day before. */
export const isWithin = (
  { firstDay = '', lastDay = '9', hours }: Schedule,
  { _day, _time, _weekday }: Local,
): boolean =>
  firstDay <= _day &&
  _day <= lastDay &&
  (!hours ||
    hours.some(({ weekdays, from = '', to = '24:00' }: Hours) => {
      const isDay = (weekday: number): boolean => !weekdays || weekdays.includes(weekdayOf(weekday));
      return to < from
        ? (from <= _time && isDay(_weekday)) || (_time < to && isDay(_weekday + 6))
        : from <= _time && _time < to && isDay(_weekday);
    }));
