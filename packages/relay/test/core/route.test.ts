import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askOf } from '../../src/core/ask.ts';
import { reordered } from '../../src/core/choose-rep.ts';
import { priorityOf } from '../../src/core/priority.ts';
import { askedTeams, isServing, overflowsOf, routeFor } from '../../src/core/route.ts';
import type { TeamStanding } from '../../src/core/route.ts';

const route = [
  { team: 'own', afterMs: 0 },
  { team: 'shared', afterMs: 15_000 },
  { team: 'late', afterMs: 60_000 },
];
const names = route.map(({ team }) => team);

const standings = fc.constantFrom<TeamStanding>('there', 'nobody', 'skill', 'outside_hours');
const everybody = fc.record({ own: standings, shared: standings, late: standings });

describe('the route', () => {
  const asked = (waitedMs: number, ...staffed: readonly string[]) =>
    askedTeams(route, waitedMs, (team) => (staffed.includes(team) ? 'there' : 'nobody')).map(({ team }) => team);

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
      fc.property(fc.nat(100_000), fc.nat(100_000), everybody, (a, b, standing) => {
        const of = (waitedMs: number) =>
          askedTeams(route, waitedMs, (team) => standing[team as keyof typeof standing]).map(({ team }) => team);
        const [early, late] = [of(Math.min(a, b)), of(Math.max(a, b))];
        expect(early[0]).toBe('own');
        expect(early.every((team) => late.includes(team))).toBe(true);
      }),
    );
    expect(askedTeams([], 0, () => 'there')).toEqual([]);
  });

  it('[RT6] each team beyond the first is asked for one reason: of the team before it, or its time', () => {
    const of = (waitedMs: number, standing: Readonly<Record<string, TeamStanding>>) =>
      overflowsOf(askedTeams(route, waitedMs, (team) => standing[team] ?? 'there'));
    expect(of(0, {})).toBeUndefined();
    expect(of(15_000, {})).toEqual({ shared: 'time' });
    expect(of(0, { own: 'nobody' })).toEqual({ shared: 'nobody' });
    expect(of(0, { own: 'outside_hours', shared: 'skill' })).toEqual({ shared: 'outside_hours', late: 'skill' });
    // A team outside its hours is asked by nobody, and is not the reason of the next one’s when somebody is there before it.
    expect(of(90_000, { shared: 'outside_hours' })).toEqual({ late: 'time' });
    expect(of(0, { own: 'nobody', shared: 'outside_hours' })).toEqual({ late: 'outside_hours' });
  });

  it('[RT6] nobody outside the hours is asked but the first, who keeps the place', () => {
    fc.assert(
      fc.property(fc.nat(100_000), everybody, (waitedMs, standing) => {
        const standingOf = (team: string) => standing[team as keyof typeof standing];
        const teams = askedTeams(route, waitedMs, standingOf);
        for (const { team, overflow } of teams.slice(1)) {
          expect(standingOf(team)).not.toBe('outside_hours');
          const before = names.slice(0, names.indexOf(team)).map(standingOf);
          expect(overflow).toBe(before.includes('there') ? 'time' : before.at(-1));
        }
      }),
    );
  });

  it('[RT7] begins with the team that is asked for; the times stay with the places', () => {
    const of = (team: string | undefined) => routeFor({ route }, team).map((step) => [step.team, step.afterMs]);
    expect(of('shared')).toEqual([
      ['shared', 0],
      ['own', 15_000],
      ['late', 60_000],
    ]);
    expect(routeFor({ route }, 'own')).toBe(route);
    expect(routeFor({ route }, undefined)).toBe(route);
    expect(routeFor({ route }, 'elsewhere')).toBe(route);
  });

  it('[RT3] a step’s hours lie within the team’s own', () => {
    const open = { hours: { timeZone: 'UTC', week: [{ days: ['mon' as const], from: '09:00', to: '12:00' }] } };
    const at = Date.UTC(2026, 5, 29, 10);
    expect([isServing({}, {}, at), isServing(open, {}, at), isServing({}, open, at)]).toEqual([true, true, true]);
    expect([isServing(open, {}, at + 7_200_000), isServing({}, open, at + 7_200_000)]).toEqual([false, false]);
  });
});

describe('what a conversation asks for', () => {
  const site = { reasons: { order: { team: 'team_service', skills: ['orders'] } } };

  it('[RT7] is what its rule says, and what the site says of its reason', () => {
    expect(askOf(site, {})).toEqual({});
    expect(askOf(site, { reason: 'order' })).toEqual({ team: 'team_service', skills: ['orders'] });
    expect(askOf(site, { reason: 'sales', skills: ['fr'] })).toEqual({ skills: ['fr'] });
    expect(askOf(site, { reason: 'order', team: 'team_own', skills: ['fr', 'orders'], language: 'fr' })).toEqual({
      team: 'team_own',
      skills: ['fr', 'orders'],
      language: 'fr',
    });
    expect(askOf(undefined, { reason: 'order' })).toEqual({});
  });

  it('[RT8] carts go before others by doublings of their worth, where the site wants it', () => {
    const site_ = { favors: 'value' as const, currency: 'USD' };
    const of = (value: number, currency = 'USD') => priorityOf(site_, { value, currency });
    expect([of(0), of(1), of(1_023), of(1_024), of(2_048)]).toEqual([0, 0, 9, 10, 11]);
    expect([of(2 ** 20), of(2 ** 21), of(Number.MAX_SAFE_INTEGER)]).toEqual([20, 20, 20]);
    expect(of(1_024, 'EUR')).toBe(0);
    expect(priorityOf(site_, undefined)).toBe(0);
    expect(priorityOf({ currency: 'USD' }, { value: 1_024, currency: 'USD' })).toBe(0);
  });
});

describe('a site’s own order', () => {
  it('[RT9] only ever reorders whom the relay ranked', () => {
    const ranked = ['a', 'b', 'c'];
    expect(reordered(ranked, ['c', 'a'])).toEqual(['c', 'a', 'b']);
    expect(reordered(ranked, [])).toEqual(ranked);
    expect(reordered(ranked, ['x', 'c', 'c'])).toEqual(['c', 'a', 'b']);
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 16 }), fc.array(fc.string()), (reps, wanted) => {
        expect(reordered(reps, wanted).toSorted()).toEqual(reps.toSorted());
      }),
    );
  });
});
