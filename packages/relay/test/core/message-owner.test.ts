import { describe, expect, it } from 'vitest';
import { whoAnswers } from '../../src/core/message-owner.ts';
import type { Rep, RepOnFloor, Shift, Team } from '../../src/ports/index.ts';

const rep = (id: string): Rep => ({
  id,
  team: 'team_alpha',
  name: id,
  email: `${id}@shop.example`,
  role: 'rep',
  passwordHash: '',
  isDisabled: false,
});
const reps = ['rep_ann', 'rep_bob', 'rep_cid'].map(rep);
const team = (shifts?: readonly Shift[]): Team => ({
  id: 'team_alpha',
  name: 'alpha',
  kind: 'dedicated',
  capacity: 2,
  ringTimeoutMs: 20_000,
  ...(shifts === undefined ? {} : { shifts }),
});
const standing = (id: string, status: RepOnFloor['status'], isPresent: boolean): RepOnFloor => ({
  rep: id,
  status,
  isPresent,
  isLost: !isPresent,
  load: 0,
  idleSince: 0,
});
const floor = {
  reps: [
    standing('rep_ann', 'available', false),
    standing('rep_bob', 'away', true),
    standing('rep_cid', 'available', true),
  ],
};
/** Monday, 9 in the morning. */
const at = Date.UTC(2026, 10, 2, 9);
const groups = (of: Team) =>
  [...whoAnswers(of, reps, at, floor)].map((group) => group.map(({ id }) => id)).filter((one) => one.length > 0);

describe('who is to answer a message', () => {
  it('[CO52] who is on shift, then who comes on next, over a week; at last everybody', () => {
    const shifts: readonly Shift[] = [
      { reps: ['rep_bob'], days: ['mon'], from: '08:00', to: '16:00' },
      { reps: ['rep_ann'], days: ['tue'], from: '08:00', to: '08:30' },
    ];
    expect(groups(team(shifts))).toEqual([['rep_bob'], ['rep_ann'], ['rep_cid']]);
    const nobodyNow: readonly Shift[] = [{ reps: ['rep_ann', 'rep_bob'], days: ['fri'], from: '08:00', to: '16:00' }];
    expect(groups(team(nobodyNow))).toEqual([['rep_ann', 'rep_bob'], ['rep_cid']]);
  });

  it('[CO52] without shifts, who is there and available, then who is there at least; then everybody', () => {
    expect(groups(team())).toEqual([['rep_cid'], ['rep_bob'], ['rep_ann']]);
  });
});
