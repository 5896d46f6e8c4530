import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf } from '../../src/core/availability.ts';
import { askedTeams, excludedReps, freeSlots, isStaffed } from '../../src/core/routing.ts';
import type { FloorSnapshot, RepOnFloor } from '../../src/ports/index.ts';

const route = [
  { team: 'own', afterMs: 0 },
  { team: 'shared', afterMs: 15_000 },
  { team: 'late', afterMs: 60_000 },
];

function rep(id: string, more: Partial<RepOnFloor> = {}): RepOnFloor {
  return { rep: id, status: 'available', isPresent: true, isLost: false, load: 0, idleSince: 0, ...more };
}

function floor(...reps: readonly RepOnFloor[]): FloorSnapshot {
  return { at: 100_000, reps, claims: [], queue: [], byMessage: [], turns: {}, grants: [], version: 0 };
}

const candidates = ['a', 'b', 'c'].map((id) => ({ rep: id, capacity: 2 }));

describe('the route', () => {
  const asked = (waitedMs: number, ...staffed: readonly string[]) =>
    askedTeams(route, waitedMs, (team) => staffed.includes(team));

  it('[CO15] asks a team after its time', () => {
    expect(asked(0, 'own', 'shared')).toEqual(['own']);
    expect(asked(14_999, 'own', 'shared')).toEqual(['own']);
    expect(asked(15_000, 'own', 'shared')).toEqual(['own', 'shared']);
    expect(asked(60_000, 'own')).toEqual(['own', 'shared', 'late']);
  });

  it('[CO15] skips at once what has nobody to ask, and keeps it asked', () => {
    expect(asked(0, 'shared')).toEqual(['own', 'shared']);
    expect(asked(0, 'late')).toEqual(['own', 'shared', 'late']);
    expect(asked(0)).toEqual(['own', 'shared', 'late']);
    expect(asked(0, 'own')).toEqual(['own']);
  });

  it('[CO15] always asks the first team, and never fewer by waiting longer', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), fc.subarray(['own', 'shared', 'late']), (a, b, staffed) => {
        const early = asked(Math.min(a, b), ...staffed);
        const late = asked(Math.max(a, b), ...staffed);
        expect(early[0]).toBe('own');
        expect(late.slice(0, early.length)).toEqual(early);
      }),
    );
    expect(askedTeams([], 0, () => true)).toEqual([]);
  });

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
