import type { Hours, Schedule } from './types.ts';

export const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The local date and time as if it were UTC: milliseconds since a local 1970-01-01T00:00. */
export type ToLocal = (now: number) => number;

/** Local days are counted from 1970-01-01. */
export const dayOf = (local: number): number => Math.floor(local / DAY_MS);
export const minuteOf = (local: number): number => Math.floor((local % DAY_MS) / 60_000);
/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): (typeof WEEKDAYS)[number] => WEEKDAYS[(day + 3) % 7] as 'mon';

/** `HH:MM` as minutes of the day. */
const minutes = (text: string): number => +text.slice(0, 2) * 60 + +text.slice(3);

/** Asks Intl once a quarter of an hour: clocks change at no other times. Pure all the same: the answer hangs on `now` alone. */
export function createToLocal(timeZone: string | undefined): ToLocal {
  let known = Number.NaN;
  let offset = 0;
  return (now) => {
    const quarter = Math.floor(now / QUARTER_MS) * QUARTER_MS;
    if (quarter !== known && timeZone && timeZone !== 'UTC') {
      // Sweden writes dates as ISO 8601 does.
      const written = new Date(quarter).toLocaleString('sv', { timeZone });
      offset = Date.parse(`${written.replace(' ', 'T')}Z`) - quarter;
      known = quarter;
    }
    return now + offset;
  };
}

/** The next instant after `now` at which the local time is `at`. One that a change of the clocks leaves out comes as much later. */
export function nextLocal(toLocal: ToLocal, at: string, now: number): number {
  const wait = (minutes(at) * 60_000 - (toLocal(now) % DAY_MS) + DAY_MS) % DAY_MS || DAY_MS;
  const next = now + wait;
  const shifted = next + (toLocal(now) - now) - (toLocal(next) - next);
  return shifted > now ? shifted : next;
}

/** A test of local times; after midnight the hours are still those of the day before. */
function isWithin({ weekdays, from = '00:00', to = '24:00' }: Hours): (local: number) => boolean {
  const first = minutes(from);
  const last = minutes(to);
  const isDay = (day: number): boolean => !weekdays || weekdays.includes(weekdayOf(day));
  return (local) => {
    const day = dayOf(local);
    const minute = minuteOf(local);
    return (
      (minute >= first && (minute < last || last < first) && isDay(day)) ||
      (last < first && minute < last && isDay(day - 1))
    );
  };
}

export function compileSchedule(
  { firstDay, lastDay, hours }: Schedule,
  closedOn?: readonly string[],
): (local: number) => boolean {
  const parse = (text: string): number => dayOf(Date.parse(text));
  const first = firstDay ? parse(firstDay) : -Infinity;
  const last = lastDay ? parse(lastDay) : Infinity;
  const closed = closedOn?.map(parse);
  const spans = hours?.map(isWithin);
  return (local) => {
    const day = dayOf(local);
    return day >= first && day <= last && !closed?.includes(day) && (!spans || spans.some((isIn) => isIn(local)));
  };
}
