import type { Hours, Playbook, Schedule, Weekday } from '../../src/index.ts';

/** The local time, read from what Intl writes. */
export interface Local {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly weekday: Weekday;
  readonly hour: number;
  readonly minute: number;
}

const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Making one takes longer than everything else here; what was asked last is mostly asked again. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formats.set(timeZone, made);
  return made;
}

let last: { readonly timeZone: string | undefined; readonly now: number; readonly local: Local } | undefined;

export function localTime(timeZone: string | undefined, now: number): Local {
  if (!last || last.timeZone !== timeZone || last.now !== now) last = { timeZone, now, local: read(timeZone, now) };
  return last.local;
}

function read(timeZone: string | undefined, now: number): Local {
  const parts = formatOf(timeZone ?? 'UTC').formatToParts(now);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: part('weekday').toLowerCase() as Weekday,
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  };
}

const dayBefore = (weekday: Weekday): Weekday => DAYS[(DAYS.indexOf(weekday) + 6) % 7] ?? 'mon';

/** `HH:MM` compare as texts. */
export function isInHours(hours: Hours, { weekday, hour, minute }: Local): boolean {
  const { weekdays = DAYS, from = '00:00', to = '24:00' } = hours;
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  if (from < to) return weekdays.includes(weekday) && clock >= from && clock < to;
  if (from === to) return false;
  return (weekdays.includes(weekday) && clock >= from) || (weekdays.includes(dayBefore(weekday)) && clock < to);
}

export function isInSchedule({ firstDay, lastDay, hours }: Schedule, local: Local): boolean {
  if (firstDay !== undefined && local.day < firstDay) return false;
  if (lastDay !== undefined && local.day > lastDay) return false;
  return hours === undefined || hours.some((one) => isInHours(one, local));
}

/** Whether the shop's reps are there; nothing where the playbook does not say. */
export function isOpen({ open, closedOn }: Playbook, local: Local): boolean | undefined {
  if (open === undefined) return undefined;
  return closedOn?.includes(local.day) !== true && open.some((one) => isInHours(one, local));
}
