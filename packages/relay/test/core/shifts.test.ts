import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpenAt } from '../../src/core/hours.ts';
import { weekdays } from '../../src/core/calendar.ts';
import { isOnShift } from '../../src/core/shifts.ts';
import type { ShiftTeam } from '../../src/core/shifts.ts';
import type { Shift } from '../../src/ports/index.ts';

const at = (text: string) => Date.parse(text);

const team: ShiftTeam = {
  timeZone: 'Europe/Berlin',
  shifts: [
    { reps: ['ada', 'bo'], days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
    { reps: ['bo'], days: ['sat'], from: '22:00', to: '06:00' },
  ],
  shiftExceptions: [
    { date: '2026-07-01', rep: 'ada', on: false },
    { date: '2026-07-02', rep: 'ada', on: { from: '12:00', to: '13:00' } },
    { date: '2026-07-05', rep: 'cy', on: true },
  ],
};

describe('shifts', () => {
  it('[RT2] a rep is on in the shifts that name the rep, by the clock of the team', () => {
    // 2026-06-29 is a Monday; Berlin is two hours ahead.
    expect(isOnShift(team, 'ada', at('2026-06-29T06:59:59Z'))).toBe(false);
    expect(isOnShift(team, 'ada', at('2026-06-29T07:00:00Z'))).toBe(true);
    expect(isOnShift(team, 'ada', at('2026-06-29T15:00:00Z'))).toBe(false);
    expect(isOnShift(team, 'cy', at('2026-06-29T07:00:00Z'))).toBe(false);
    expect(isOnShift(team, 'bo', at('2026-07-05T03:59:00Z'))).toBe(true);
    expect(isOnShift(team, 'bo', at('2026-07-05T04:00:00Z'))).toBe(false);
  });

  it('[RT2] an exception stands instead of the rep’s own day, and of nobody else’s', () => {
    expect(isOnShift(team, 'ada', at('2026-07-01T08:00:00Z'))).toBe(false);
    expect(isOnShift(team, 'bo', at('2026-07-01T08:00:00Z'))).toBe(true);
    expect(isOnShift(team, 'ada', at('2026-07-02T08:00:00Z'))).toBe(false);
    expect(isOnShift(team, 'ada', at('2026-07-02T10:30:00Z'))).toBe(true);
    expect(isOnShift(team, 'cy', at('2026-07-04T22:00:00Z'))).toBe(true);
    expect(isOnShift(team, 'cy', at('2026-07-05T22:00:00Z'))).toBe(false);
  });

  it('[RT2] where no shifts are written everybody is on, but for their exceptions', () => {
    expect(isOnShift({}, 'ada', 0)).toBe(true);
    const free: ShiftTeam = { shiftExceptions: [{ date: '2026-07-01', rep: 'ada', on: false }] };
    expect(isOnShift(free, 'ada', at('2026-07-01T08:00:00Z'))).toBe(false);
    expect(isOnShift(free, 'ada', at('2026-07-02T08:00:00Z'))).toBe(true);
    expect(isOnShift(free, 'bo', at('2026-07-01T08:00:00Z'))).toBe(true);
  });

  it('[RT2] the zone is the team’s, else that of its hours, else UTC', () => {
    const shifts: readonly Shift[] = [{ reps: ['ada'], days: ['mon'], from: '00:00', to: '01:00' }];
    const week = [{ days: weekdays, from: '00:00', to: '24:00' }];
    const monday = at('2026-06-29T00:30:00Z');
    expect(isOnShift({ shifts }, 'ada', monday)).toBe(true);
    expect(isOnShift({ shifts, hours: { timeZone: 'Asia/Tokyo', week } }, 'ada', monday)).toBe(false);
    expect(isOnShift({ shifts, hours: { timeZone: 'Asia/Tokyo', week }, timeZone: 'UTC' }, 'ada', monday)).toBe(true);
  });

  it('[RT2] a rep’s shifts are as hours of the same pattern, at every instant', () => {
    const minute = fc.nat(1_439).map((value) => {
      const two = (part: number) => String(part).padStart(2, '0');
      return `${two(Math.floor(value / 60))}:${two(value % 60)}`;
    });
    const span = fc.record({
      from: minute,
      to: minute,
      days: fc.subarray([...weekdays], { minLength: 1 }),
      reps: fc.subarray(['ada', 'bo', 'cy'], { minLength: 1 }),
    });
    const instant = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), zone, instant, (shifts, timeZone, now) => {
        const week = shifts.filter(({ reps }) => reps.includes('ada'));
        expect(isOnShift({ shifts, timeZone }, 'ada', now)).toBe(isOpenAt({ timeZone, week }, now));
      }),
      { numRuns: 500 },
    );
  });
});
