import { describe, expect, it } from 'vitest';
import { bandOf } from '../../src/core/availability.ts';
import {
  candidatesOf,
  excludedReps,
  freeSlots,
  isStaffed,
  languageWithinMs,
  speakersFirst,
  speakersOf,
  standingOf,
} from '../../src/core/routing.ts';
import type { FloorSnapshot, Rep, RepOnFloor, Team } from '../../src/ports/index.ts';

function rep(id: string, more: Partial<RepOnFloor> = {}): RepOnFloor {
  return { rep: id, status: 'available', isPresent: true, isLost: false, load: 0, idleSince: 0, ...more };
}

function floor(...reps: readonly RepOnFloor[]): FloorSnapshot {
  return { at: 100_000, reps, claims: [], queue: [], byMessage: [], turns: {}, grants: [], version: 0 };
}

const candidates = ['a', 'b', 'c'].map((id) => ({ rep: id, capacity: 2 }));

describe('a team’s floor', () => {
  it('[CO15] a rep who was rung in vain staffs no team, nor does a stranger, nor one who is away or gone', () => {
    expect(isStaffed(floor(rep('a')), candidates, [])).toBe(true);
    expect(isStaffed(floor(rep('a')), candidates, ['a'])).toBe(false);
    expect(isStaffed(floor(rep('x')), candidates, [])).toBe(false);
    expect(isStaffed(floor(rep('a', { status: 'away' })), candidates, [])).toBe(false);
    expect(isStaffed(floor(rep('a', { isPresent: false })), candidates, [])).toBe(false);
    expect(isStaffed(undefined, candidates, [])).toBe(false);
  });
});

describe('who was rung in vain', () => {
  it('[CO16] is left in peace while somebody else is there', () => {
    expect(excludedReps(['a'], floor(rep('a'), rep('b')), candidates)).toEqual(['a']);
    expect(excludedReps([], floor(rep('a')), candidates)).toEqual([]);
  });

  it('[CO16] is asked again after 15 s of peace where nobody else is there', () => {
    expect(excludedReps(['a'], floor(rep('a', { idleSince: 85_001 })), candidates)).toEqual(['a']);
    expect(excludedReps(['a'], floor(rep('a', { idleSince: 85_000 })), candidates)).toEqual([]);
    const both = floor(rep('a', { idleSince: 0 }), rep('b', { idleSince: 99_000 }));
    expect(excludedReps(['a', 'b'], both, candidates)).toEqual(['b']);
  });
});

describe('the band', () => {
  it('[CO17] is now with a free slot, soon where all are busy, none with nobody', () => {
    const band = (...reps: readonly RepOnFloor[]) => bandOf([{ floor: floor(...reps), candidates }]);
    expect(band(rep('a', { load: 1 }))).toBe('now');
    expect(band(rep('a', { load: 2 }))).toBe('soon');
    expect(band(rep('a', { load: 3 }))).toBe('soon');
    expect(band(rep('a', { status: 'away' }))).toBe('none');
    expect(band(rep('a', { isPresent: false }))).toBe('none');
    expect(band(rep('x'))).toBe('none');
    expect(bandOf([])).toBe('none');
  });

  it('[CO17] is the best of the route’s floors', () => {
    const busy = { floor: floor(rep('a', { load: 2 })), candidates };
    const free = { floor: floor(rep('b')), candidates };
    const empty = { floor: floor(), candidates };
    expect(bandOf([empty, busy])).toBe('soon');
    expect(bandOf([busy, free])).toBe('now');
  });

  it('[CO17] counts the slots of reachable candidates only, and never below nothing', () => {
    expect(freeSlots(floor(rep('a'), rep('b', { load: 5 }), rep('c', { status: 'away' }), rep('x')), candidates)).toBe(
      2,
    );
  });
});

describe('who may be rung', () => {
  const monday = Date.UTC(2026, 5, 29, 10);
  const person = (id: string, more: Partial<Rep> = {}): Rep => ({
    ...{ id, team: 't', name: id, email: id, role: 'rep', passwordHash: '', isDisabled: false },
    ...more,
  });
  const reps = [person('a', { skills: ['fit'] }), person('b', { languages: ['de-AT'], weight: 0.5 }), person('c')];
  const team: Team = { id: 't', name: 'T', kind: 'dedicated', capacity: 2, ringTimeoutMs: 1 };
  const names = (of: Team, ...asked: Parameters<typeof candidatesOf>[2][]) =>
    asked.map((one) =>
      candidatesOf(of, reps, one)
        .map((found) => found.rep)
        .join(''),
    );
  const week = [{ days: ['mon' as const], from: '09:00', to: '12:00' }];
  const open = { timeZone: 'UTC', week };

  it('[RT3] everybody of the team, with the capacity and the weight of each', () => {
    expect(candidatesOf(team, reps, { at: monday })).toEqual([
      { rep: 'a', capacity: 2 },
      { rep: 'b', capacity: 2, weight: 0.5 },
      { rep: 'c', capacity: 2 },
    ]);
  });

  it('[RT3] within the team’s hours and the step’s, who is on shift, with every skill', () => {
    const at = monday;
    const noon = Date.UTC(2026, 5, 29, 12);
    expect(names({ ...team, hours: open }, { at }, { at: noon })).toEqual(['abc', '']);
    const late = { timeZone: 'UTC', week: [{ ...week[0]!, from: '11:00' }] };
    expect(names({ ...team, hours: open }, { at, step: { hours: late } }, { at, step: { hours: open } })).toEqual([
      '',
      'abc',
    ]);
    expect(names({ ...team, shifts: [{ ...week[0]!, reps: ['b', 'c'] }] }, { at }, { at: noon })).toEqual(['bc', '']);
    expect(names(team, { at, ask: { skills: ['fit'] } }, { at, ask: { skills: ['fit', 'x'] } })).toEqual(['a', '']);
  });

  it('[RT4] a team stands outside its hours, without the skill, without anybody, or there', () => {
    const at = monday;
    const standing = (of: Team, there: FloorSnapshot, ask = {}, tried: readonly string[] = []) =>
      standingOf(of, reps, there, { at, ask }, tried);
    const all = floor(rep('a'), rep('b'));
    expect(standing(team, all)).toBe('there');
    expect(standing({ ...team, hours: { ...open, timeZone: 'Asia/Tokyo' } }, all)).toBe('outside_hours');
    expect(standing(team, floor())).toBe('nobody');
    expect(standing(team, all, { skills: ['x'] })).toBe('skill');
    expect(standing(team, floor(rep('a', { status: 'away' }), rep('b')), { skills: ['fit'] })).toBe('skill');
    expect(standing(team, floor(rep('a', { status: 'away' })), { skills: ['fit'] })).toBe('nobody');
    expect(standing(team, floor(rep('a')), {}, ['a'])).toBe('nobody');
  });

  it('[RT5] a language is a preference: its writers first, while one of them is there and the wait is short', () => {
    const writes = speakersOf(reps, 'de');
    const first = (there: FloorSnapshot, waitedMs: number, tried: readonly string[] = []) =>
      speakersFirst(candidates, writes, there, tried, waitedMs)
        .map((one) => one.rep)
        .join('');
    const onlyB = (one: string) => one === 'b';
    // Who names no language writes any.
    expect(['a', 'b', 'c'].map(writes)).toEqual([true, true, true]);
    expect(['a', 'b', 'c'].map(speakersOf(reps, 'fr'))).toEqual([true, false, true]);
    expect(['a', 'b', 'c'].map(speakersOf(reps, undefined))).toEqual([true, true, true]);
    expect(first(floor(rep('a'), rep('b', { load: 2 })), 0)).toBe('abc');
    const by = (there: FloorSnapshot, waitedMs: number, tried: readonly string[] = []) =>
      speakersFirst(candidates, onlyB, there, tried, waitedMs)
        .map((one) => one.rep)
        .join('');
    expect(by(floor(rep('a'), rep('b', { load: 2 })), 0)).toBe('b');
    expect(by(floor(rep('a'), rep('b', { load: 2 })), languageWithinMs - 1)).toBe('b');
    expect(by(floor(rep('a'), rep('b', { load: 2 })), languageWithinMs)).toBe('abc');
    expect(by(floor(rep('a'), rep('b', { status: 'away' })), 0)).toBe('abc');
    expect(by(floor(rep('a'), rep('b')), 0, ['b'])).toBe('abc');
  });
});
