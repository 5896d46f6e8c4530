import { describe, expect, it } from 'vitest';
import { formatChange, fromDirectory, planSite, readSiteFile } from '../../src/site-file/index.ts';
import type { SiteFile, SiteFileInput } from '../../src/site-file/index.ts';
import type { Rep } from '../../src/ports/index.ts';
import { directoryOf, siteFileOf, siteInput } from './build.ts';

type TeamInput = SiteFileInput['teams'][number];

const shop = (team: object, over: object = {}) => ({
  ...siteInput(),
  teams: [{ id: 'team_shop', name: 'Shop', ...team }],
  ...over,
});

function read(json: unknown) {
  const result = readSiteFile(JSON.stringify(json));
  return result.ok
    ? { mistakes: [], warnings: result.warnings }
    : { mistakes: result.mistakes.map(({ path, message }) => `${path}: ${message}`), warnings: [] };
}

const mistakes = (team: object, over: object = {}) => read(shop(team, over)).mistakes;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const office = { timeZone: 'Europe/Berlin', week: [{ days: [...weekdays], from: '09:00', to: '18:00' }] };

describe('hours and shifts in a site file', () => {
  it('[CM53] are taken as they are written, and the store keeps nothing that is as usual', () => {
    const file = siteFileOf();
    expect(file).toMatchObject({
      idleMs: 300_000,
      replyTargetMs: 10_000,
      replyChance: 0.9,
      messageTargetMs: 14_400_000,
      lastRepWithinMs: 0,
      favors: 'wait',
      teams: [{ acceptsAutomatically: false, wrapUpMs: 0, pauseAfterMissed: 2, byMessageLimit: 50 }],
      route: [{ share: 1 }],
    });
    const { sites, teams } = directoryOf(file);
    for (const name of ['idleMs', 'favors', 'replyChance', 'reasons']) expect(sites[0]).not.toHaveProperty(name);
    expect(teams[0]).toEqual({ id: 'team_shop', name: 'Shop', kind: 'dedicated', capacity: 3, ringTimeoutMs: 20_000 });
  });

  it('[CM53] a name that is no zone, no time or no day is a mistake with what would fit', () => {
    const week = office.week;
    expect(mistakes({ hours: { timeZone: 'Europe/Berln', week } })).toEqual([
      'teams[0].hours.timeZone: is not the name of a time zone, such as Europe/Berlin or America/New_York',
    ]);
    expect(mistakes({ hours: { timeZone: '+02:00', week } })).toHaveLength(1);
    expect(mistakes({ hours: { ...office, week: [] } })).toEqual([
      'teams[0].hours.week: expected at least 1 in the list',
    ]);
    const span = (over: object) => mistakes({ hours: { ...office, week: [{ ...week[0], ...over }] } });
    expect(span({ from: '24:00' })).toEqual([
      'teams[0].hours.week[0].from: expected a time of day such as 09:00, up to 23:59',
    ]);
    expect(span({ to: '24:00' })).toEqual([]);
    expect(span({ to: '24:30' })).toEqual([expect.stringContaining('up to 24:00')]);
    expect(span({ days: ['mon', 'mon'] })).toEqual(['teams[0].hours.week[0].days: names a day twice']);
    expect(span({ days: ['monday'] })).toEqual([expect.stringContaining('expected "mon"')]);
    const holiday = (day: object) => mistakes({ hours: { ...office, holidays: [day] } });
    expect(holiday({ date: '2026-12-24' })).toEqual([]);
    expect(holiday({ date: '2026-02-30' })).toEqual([expect.stringContaining('expected a day such as 2026-12-24')]);
    expect(holiday({ date: '2026-12-24', from: '10:00' })).toEqual([expect.stringContaining('come together')]);
  });

  it('[CM53] stretches that overlap are a mistake, over midnight and over the week’s end too', () => {
    const of = (...week: readonly object[]) => mistakes({ hours: { timeZone: 'UTC', week } });
    const morning = { days: ['mon'], from: '09:00', to: '12:00' };
    expect(of(morning, { days: ['mon'], from: '12:00', to: '18:00' })).toEqual([]);
    expect(of(morning, { days: ['mon', 'tue'], from: '11:59', to: '18:00' })).toEqual([
      'teams[0].hours.week[1]: overlaps with week[0]',
    ]);
    expect(of(morning, { days: ['sun'], from: '22:00', to: '09:00' })).toEqual([]);
    expect(of(morning, { days: ['sun'], from: '22:00', to: '09:01' })).toEqual([expect.stringContaining('overlaps')]);
    const around = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' };
    expect(of(around)).toEqual([]);
    const days = (...holidays: readonly object[]) => mistakes({ hours: { ...office, holidays } });
    const eve = { date: '2026-12-24', from: '09:00', to: '12:00' };
    expect(days(eve, { ...eve, from: '13:00', to: '14:00' })).toEqual([]);
    expect(days(eve, { date: '2026-12-24' })).toEqual(['teams[0].hours.holidays[1]: overlaps with holidays[0]']);
  });

  it('[CM53] hours of a step that never meet the team’s are a mistake', () => {
    const night = { timeZone: 'Europe/Berlin', week: [{ days: [...weekdays], from: '20:00', to: '06:00' }] };
    const step = (hours: object) => mistakes({ hours: office }, { route: [{ team: 'team_shop', hours }] });
    expect(step(night)).toEqual(['route[0].hours: never open: they lie wholly outside the hours of team_shop']);
    // The same clock in New York meets Berlin's afternoon.
    expect(step({ ...night, timeZone: 'Asia/Tokyo' })).toEqual([]);
  });

  it('[CM53] figures have their bounds, and a reason’s team is one of the route', () => {
    const of = (over: object) => read(shop({}, over)).mistakes;
    expect(of({ replyChance: 1.1 })).toEqual(['replyChance: expected at most 1']);
    expect(of({ idleMs: 10 })).toEqual(['idleMs: expected at least 60000']);
    expect(of({ favors: 'size' })).toEqual(['favors: expected "wait" or "value", got "size"']);
    expect(of({ reasons: { order: { team: 'team_other' } } })).toEqual([
      'reasons.order.team: no step of "route" leads to team_other',
    ]);
    expect(of({ reasons: { order: { team: 'team_shop', skills: ['orders'] } } })).toEqual([]);
    expect(of({ reasons: { refund: {} } })).toEqual(['reasons.refund: unknown key']);
    expect(of({ route: [{ team: 'team_shop', share: 0 }] })).toEqual(['route[0].share: expected at least 0.01']);
  });

  it('[CM53] warns of shifts by nobody’s clock, and of a share where there is none to share', () => {
    const shift = { reps: ['rep_ada'], days: ['mon'], from: '09:00', to: '17:00' };
    expect(read(shop({ shifts: [shift] })).warnings).toEqual([expect.stringContaining('are by UTC')]);
    expect(read(shop({ shifts: [shift], timeZone: 'Europe/Berlin' })).warnings).toEqual([]);
    expect(read(shop({}, { route: [{ team: 'team_shop', share: 2 }] })).warnings).toEqual([
      expect.stringContaining('route[0].share means nothing'),
    ]);
  });
});

describe('whom the shifts name', () => {
  const rep = (id: string, team: string, email: string): Rep => ({
    ...{ id, team, email, name: id, role: 'rep', passwordHash: '', isDisabled: false },
  });
  const reps = [rep('rep_ada', 'team_shop', 'ada@shop.example'), rep('rep_bo', 'team_other', 'bo@shop.example')];
  const withShifts = (...names: readonly string[]): TeamInput => ({
    ...{ id: 'team_shop', name: 'Shop', timeZone: 'Europe/Berlin' },
    shifts: [{ reps: [...names], days: ['mon'], from: '09:00', to: '17:00' }],
    shiftExceptions: names.map((name) => ({ date: '2026-12-24', rep: name, on: { from: '09:00', to: '12:00' } })),
  });
  const plan = (...names: readonly string[]) =>
    planSite(siteFileOf({ teams: [withShifts(...names)] }), { ...directoryOf(siteFileOf()), reps });

  it('[CM54] is found by address or id, and kept by id', () => {
    const { mistakes: none, change } = plan('ADA@shop.example');
    expect(none).toEqual([]);
    expect(change.teams?.[0]?.shifts?.[0]?.reps).toEqual(['rep_ada']);
    expect(change.teams?.[0]?.shiftExceptions?.[0]?.rep).toBe('rep_ada');
    expect(plan('rep_ada').mistakes).toEqual([]);
  });

  it('[CM54] is a mistake where it is nobody, or of another team, with what to do', () => {
    expect(plan('cy@shop.example').mistakes).toEqual([
      {
        path: 'teams[0].shifts[0].reps[0]',
        message:
          'there is no rep cy@shop.example; known: ada@shop.example; "tillside rep create --team team_shop …" makes one',
      },
      expect.objectContaining({ path: 'teams[0].shiftExceptions[0].rep' }),
    ]);
    expect(plan('rep_bo').mistakes[0]?.message).toBe('rep_bo is a rep of team_other, and every rep is of one team');
    const fresh = planSite(siteFileOf({ teams: [withShifts('rep_ada')] }), directoryOf());
    expect(fresh.mistakes[0]?.message).toContain('apply the file without its shifts');
  });

  it('[CM5] a file with hours and shifts that was applied, or exported, changes nothing', () => {
    const written = siteFileOf({
      idleMs: 600_000,
      replyChance: 0.8,
      favors: 'value',
      lastRepWithinMs: 30_000,
      reasons: { order: { skills: ['orders'] }, sales: {} },
      teams: [
        {
          ...withShifts('ada@shop.example'),
          hours: { ...office, holidays: [{ date: '2026-12-25' }, { date: '2026-12-24', from: '09:00', to: '12:00' }] },
          wrapUpMs: 30_000,
          acceptsAutomatically: true,
          pauseAfterMissed: 0,
          byMessageLimit: 20,
        },
      ],
      route: [{ team: 'team_shop', share: 2, hours: office }],
    });
    const { change, mistakes: none } = planSite(written, { ...directoryOf(siteFileOf()), reps });
    expect(none).toEqual([]);
    const stands = { revision: 2, sites: change.sites ?? [], teams: change.teams ?? [], reps };
    expect(planSite(written, stands).changes.map(formatChange)).toEqual([]);
    const exported = readSiteFile(JSON.stringify(fromDirectory(stands.sites[0]!, stands.teams)));
    if (!exported.ok) throw new Error(JSON.stringify(exported.mistakes));
    expect(planSite(exported.file, stands).changes.map(formatChange)).toEqual([]);
  });

  it('[CM6] two stretches that begin at the same time are told apart', () => {
    const hours = (to: string) => ({
      timeZone: 'UTC',
      week: [
        { days: ['mon' as const], from: '09:00', to: '17:00' },
        { days: ['sat' as const], from: '09:00', to },
      ],
    });
    const of = (to: string) => siteFileOf({ teams: [{ id: 'team_shop', name: 'Shop', hours: hours(to) }] });
    expect(planSite(of('13:00'), directoryOf(of('12:00'))).changes.map(formatChange)).toEqual([
      '~ teams.team_shop.hours.week[sat, 09:00].to: "12:00" -> "13:00"',
    ]);
  });
});

describe('teams beyond the route', () => {
  const shared = { id: 'team_night', name: 'Night', kind: 'shared' as const };
  const other = siteFileOf({ id: 'site_other', teams: [shared], route: [{ team: 'team_night' }] });
  const plan = (transferTo: string[], ...standing: readonly SiteFile[]) =>
    planSite(siteFileOf({ transferTo }), directoryOf(...standing)).mistakes.map(
      ({ path, message }) => `${path}: ${message}`,
    );

  it('[CM53] may be given conversations where they are shared ones that are there, and not on the route', () => {
    expect(plan(['team_night'], other)).toEqual([]);
    expect(plan(['team_night'])).toEqual([expect.stringContaining('transferTo[0]: there is no team team_night')]);
    const own = siteFileOf({ id: 'site_own', teams: [{ id: 'team_own', name: 'Own' }], route: [{ team: 'team_own' }] });
    expect(plan(['team_own'], own)).toEqual([expect.stringContaining('team_own is dedicated to its own site')]);
    expect(read(shop({}, { transferTo: ['team_shop'] })).mistakes).toEqual([
      'transferTo[0]: team_shop is on the route, so it can be given conversations anyway',
    ]);
  });
});
