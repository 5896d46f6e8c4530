import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../src/core/coverage.ts';
import { isServing } from '../../src/core/route.ts';
import { isOnShift } from '../../src/core/shifts.ts';
import { weekdays } from '../../src/core/calendar.ts';
import type { Shift, Team, WeekSpan } from '../../src/ports/index.ts';

const minute = 60_000;
const dayMs = 86_400_000;
/** A Monday. */
const monday = Date.UTC(2026, 5, 29);

const team = (id: string, more: Partial<Team> = {}): Team => ({
  ...{ id, name: id, kind: 'dedicated', capacity: 1, ringTimeoutMs: 1 },
  ...more,
});
const always = (reps: readonly string[]): Shift => ({ reps, days: weekdays, from: '00:00', to: '24:00' });

function cover(teams: readonly Team[], from = monday, reps = ['ada', 'bo']) {
  const route = teams.map(({ id }, place) => ({ team: id, afterMs: place * 1_000 }));
  const staffing = {
    team: (id: string) => teams.find((one) => one.id === id),
    repsOf: () => reps.map((id) => ({ id })),
  };
  const { isAlwaysOpen, gaps } = coverageOf({ route }, staffing, from, 7 * dayMs);
  return {
    isAlwaysOpen,
    gaps: gaps.map(({ from: begin, to }) => [
      new Date(begin).toJSON().slice(0, 16),
      new Date(to).toJSON().slice(0, 16),
    ]),
  };
}

describe('who is on when visitors come', () => {
  it('[RT11] finds the time that the shifts of a route that never closes leave out', () => {
    const night: Shift = { reps: ['bo'], days: weekdays.filter((day) => day !== 'sat'), from: '18:00', to: '08:00' };
    const day: Shift = { reps: ['ada'], days: weekdays, from: '08:00', to: '18:00' };
    expect(cover([team('t', { shifts: [day, night] })])).toEqual({
      isAlwaysOpen: true,
      gaps: [['2026-07-04T18:00', '2026-07-05T08:00']],
    });
    expect(cover([team('t', { shifts: [always(['ada'])] })]).gaps).toEqual([]);
  });

  it('[RT11] another team of the route covers it; a rep who is away that day does not', () => {
    const office: Shift = { reps: ['ada'], days: weekdays, from: '08:00', to: '18:00' };
    const both = [team('t', { shifts: [office] }), team('n', { shifts: [always(['bo'])] })];
    expect(cover(both).gaps).toEqual([]);
    const away = { date: '2026-07-01', rep: 'bo', on: { from: '00:00', to: '20:00' } };
    expect(cover([both[0]!, { ...both[1]!, shiftExceptions: [away] }]).gaps).toEqual([
      ['2026-07-01T20:00', '2026-07-02T00:00'],
    ]);
  });

  it('[RT11] a team without shifts has whoever comes, and one without reps nobody', () => {
    expect(cover([team('t')]).gaps).toEqual([]);
    expect(cover([team('t')], monday, []).gaps).toEqual([['2026-06-29T00:00', '2026-07-06T00:00']]);
  });

  it('[RT11] closed is no gap, open is; and an hour that summer time leaves out is none', () => {
    const hours = { timeZone: 'Europe/Berlin', week: [{ days: ['sun' as const], from: '01:00', to: '04:00' }] };
    const shifts: readonly Shift[] = [{ reps: ['ada'], days: ['sun'], from: '01:00', to: '02:00' }];
    const found = cover([team('t', { hours, shifts })], Date.UTC(2026, 2, 24));
    expect(found).toEqual({ isAlwaysOpen: false, gaps: [['2026-03-29T01:00', '2026-03-29T02:00']] });
    const until3 = [{ ...shifts[0]!, to: '03:00' }];
    expect(
      cover(
        [team('t', { hours: { ...hours, week: [{ ...hours.week[0]!, to: '03:00' }] }, shifts: until3 })],
        Date.UTC(2026, 2, 24),
      ).gaps,
    ).toEqual([]);
  });

  it('[RT11] is what every single minute says', () => {
    const time = fc
      .nat(95)
      .map(
        (quarter) =>
          `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
      );
    const span = fc.record({ days: fc.subarray([...weekdays], { minLength: 1 }), from: time, to: time });
    const shift = span.map((one: WeekSpan): Shift => ({ ...one, reps: ['ada'] }));
    const from = Date.UTC(2026, 9, 22);
    fc.assert(
      fc.property(
        fc.array(shift, { maxLength: 4 }),
        fc.option(fc.array(span, { minLength: 1, maxLength: 3 })),
        (shifts, week) => {
          const hours = week === null ? {} : { hours: { timeZone: 'Europe/Berlin', week } };
          const one = team('t', { shifts, ...hours, timeZone: 'Europe/Berlin' });
          const { gaps, isAlwaysOpen } = coverageOf(
            { route: [{ team: 't', afterMs: 0 }] },
            { team: () => one, repsOf: () => [{ id: 'ada' }] },
            from,
            7 * dayMs,
          );
          const minutes = Array.from({ length: 7 * 1_440 }, (_, place) => from + place * minute);
          const inGap = new Set(gaps.flatMap((gap) => minutes.filter((at) => at >= gap.from && at < gap.to)));
          for (const at of minutes) expect(inGap.has(at)).toBe(isServing({}, one, at) && !isOnShift(one, 'ada', at));
          expect(isAlwaysOpen).toBe(minutes.every((at) => isServing({}, one, at)));
        },
      ),
      { numRuns: 25 },
    );
  });
});
