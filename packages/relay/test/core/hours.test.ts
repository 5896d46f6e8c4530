import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdays } from '../../src/core/calendar.ts';
import { isOpenAt } from '../../src/core/hours.ts';
import type { Holiday, Hours, WeekSpan } from '../../src/ports/index.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

interface Shown {
  readonly date: string;
  readonly weekday: string;
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows, asked of `Intl` and of nobody else. */
function shown(timeZone: string, at: number): Shown {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${part['year']}-${part['month']}-${part['day']}`,
    weekday: part['weekday']!.toLowerCase(),
    time: `${part['hour']}:${part['minute']}`,
  };
}

const dayBefore = ({ date }: Shown): Pick<Shown, 'date' | 'weekday'> => {
  const at = Date.parse(`${date}T12:00:00Z`) - dayMs;
  const { date: before, weekday } = shown('UTC', at);
  return { date: before, weekday };
};

/** The naive way: texts are compared, nothing is counted. */
function oracle({ timeZone, week, holidays = [] }: Hours, at: number): boolean {
  const spansOn = ({ date, weekday }: Pick<Shown, 'date' | 'weekday'>): readonly Pick<WeekSpan, 'from' | 'to'>[] => {
    const special = holidays.filter((one) => one.date === date);
    if (special.length > 0)
      return special.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [{ from, to }]));
    return week.filter(({ days }) => days.some((one) => one === weekday));
  };
  const now = shown(timeZone, at);
  const today = spansOn(now).some(({ from, to }) => now.time >= from && (to <= from || now.time < to));
  return today || spansOn(dayBefore(now)).some(({ from, to }) => to <= from && now.time < to);
}

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC', 'Africa/Cairo'];

/** Days of 2026 on which some of these zones change their clocks, and days on which none does. */
const days = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-04-24',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
  '2026-07-01',
];

const twoDigits = (value: number) => String(value).padStart(2, '0');
const timeFrom = (minute: number) => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;

const times = fc.record({ from: fc.nat(1_439).map(timeFrom), to: fc.nat(1_440).map(timeFrom) });

const spans = fc
  .tuple(times, fc.subarray([...weekdays], { minLength: 1 }))
  .map(([time, on]): WeekSpan => ({ ...time, days: on }));

const near = (date: string) =>
  fc.integer({ min: -2, max: 2 }).map((more) => new Date(Date.parse(date) + more * dayMs).toISOString().slice(0, 10));

const holidays = (date: string) =>
  fc
    .array(fc.tuple(near(date), fc.option(times)), { maxLength: 3 })
    .map((list): readonly Holiday[] => list.map(([on, time]) => ({ date: on, ...time })));

const cases = fc.tuple(fc.constantFrom(...zones), fc.constantFrom(...days)).chain(([timeZone, date]) =>
  fc.record({
    date: fc.constant(date),
    hours: fc.record({
      timeZone: fc.constant(timeZone),
      week: fc.array(spans, { maxLength: 4 }),
      holidays: holidays(date),
    }),
  }),
);

describe('business hours', () => {
  it('[RT1] are what the clock on the wall says, minute by minute over both changes of summer time', () => {
    fc.assert(
      fc.property(cases, ({ hours, date }) => {
        const from = Date.parse(date) - dayMs;
        for (let at = from; at < from + 3 * dayMs; at += 15 * minuteMs) {
          for (const instant of [at - 1, at, at + 7 * minuteMs]) {
            if (isOpenAt(hours, instant) !== oracle(hours, instant))
              throw new Error(`${new Date(instant).toISOString()} in ${hours.timeZone}`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  const night: Hours = { timeZone: 'Europe/Berlin', week: [{ days: ['sat'], from: '22:00', to: '06:00' }] };
  const minutesOpen = (hours: Hours, from: string) => {
    const start = Date.parse(from);
    return Array.from({ length: 26 * 60 }, (_, minute) => isOpenAt(hours, start + minute * minuteMs)).filter(Boolean)
      .length;
  };

  it('[RT1] a night is an hour shorter in spring and an hour longer in autumn', () => {
    expect(minutesOpen(night, '2026-03-28T12:00:00Z')).toBe(7 * 60);
    expect(minutesOpen(night, '2026-10-24T12:00:00Z')).toBe(9 * 60);
    expect(minutesOpen(night, '2026-07-04T12:00:00Z')).toBe(8 * 60);
  });

  it('[RT1] knows clocks that change by half an hour', () => {
    const howe: Hours = { timeZone: 'Australia/Lord_Howe', week: [{ days: ['sun'], from: '00:00', to: '24:00' }] };
    expect(minutesOpen(howe, '2026-10-03T12:00:00Z')).toBe(23.5 * 60);
    expect(minutesOpen(howe, '2026-04-04T12:00:00Z')).toBe(24.5 * 60);
  });

  it('[RT1] a holiday replaces what begins on its day, and not what began the evening before', () => {
    const closed: Hours = { ...night, holidays: [{ date: '2026-07-05' }] };
    expect(isOpenAt(closed, Date.parse('2026-07-05T03:59:00Z'))).toBe(true);
    expect(minutesOpen({ ...night, holidays: [{ date: '2026-07-04' }] }, '2026-07-04T12:00:00Z')).toBe(0);
    const short: Hours = { ...night, holidays: [{ date: '2026-07-04', from: '10:00', to: '16:00' }] };
    expect(isOpenAt(short, Date.parse('2026-07-04T08:00:00Z'))).toBe(true);
    expect(isOpenAt(short, Date.parse('2026-07-04T14:00:00Z'))).toBe(false);
  });

  it('[RT1] without hours it is always open', () => {
    expect(isOpenAt(undefined, 0)).toBe(true);
  });
});
