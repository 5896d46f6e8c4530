import { describe, expect, it } from 'vitest';
import { checkCover } from '../../src/cli/doctor/check-cover.ts';
import type { Rep, Shift, Team } from '../../src/ports/index.ts';
import type { SiteFileInput } from '../../src/site-file/index.ts';
import { directoryOf, siteFileOf, siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const all = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

describe('tillside doctor', () => {
  const cli = useCli();
  type TeamInput = SiteFileInput['teams'][number];
  const apply = (team: Partial<TeamInput> = {}, over: Partial<SiteFileInput> = {}) =>
    cli.ok(
      'site',
      'apply',
      cli.write('site.json', siteInput({ ...over, teams: [{ id: 'team_shop', name: 'Shop', ...team }] })),
    );
  const hire = (name: string) =>
    cli.ok('rep', 'create', '--team', 'team_shop', '--name', name, '--email', `${name}@shop.example`);

  it('[CM56] finds nothing where a rep may come at any time, and ends with 0', async () => {
    await apply();
    await hire('ada');
    expect(await cli.run('doctor')).toEqual({ code: 0, out: 'Nothing wrong was found.', err: '' });
    expect(JSON.parse(await cli.ok('doctor', '--json'))).toEqual({ findings: [] });
  });

  it('[CM56] names the team without anybody, the shift of somebody who is gone, and who is in no shift; ends with 1', async () => {
    await apply();
    expect(await cli.run('doctor')).toMatchObject({
      code: 1,
      out: 'site_shop: nobody of the route is on in the next 7 days: its teams have no rep who is enabled and on a shift.',
    });
    await hire('ada');
    await hire('bo');
    await hire('cy');
    const shifts = [{ reps: ['ada@shop.example', 'bo@shop.example'], days: [...all], from: '00:00', to: '24:00' }];
    await apply({ shifts, timeZone: 'Europe/Berlin' });
    await cli.ok('rep', 'disable', 'bo@shop.example');
    const { code, out } = await cli.run('doctor');
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(
        /^team_shop: its shifts name rep_\w+, who \(bo@shop\.example\) is disabled: nobody comes\./,
      ),
      'team_shop: no shift names cy@shop.example: they get no rings, however available they are.',
    ]);
  });

  it('[CM56] names a reason that wants a skill nobody has', async () => {
    await apply({}, { reasons: { order: { skills: ['orders'] } } });
    await hire('ada');
    expect((await cli.run('doctor')).out).toContain(
      'conversations about "order" want orders, and no rep of the route has it',
    );
    await cli.ok('rep', 'set', 'ada@shop.example', '--skill', 'orders');
    expect((await cli.run('doctor')).code).toBe(0);
  });

  it('[CM56] names the hours of the next seven days in which an open route has nobody on shift, by the team’s clock', () => {
    const { sites, teams } = directoryOf(siteFileOf());
    const rep: Rep = {
      ...{ id: 'rep_ada', team: 'team_shop', name: 'Ada', email: 'ada@shop.example', role: 'rep' },
      ...{ passwordHash: '', isDisabled: false },
    };
    const said = (shifts: readonly Shift[], more: Partial<Team> = {}) => {
      const team: Team = { ...teams[0]!, shifts, timeZone: 'Europe/Berlin', ...more };
      const now = Date.UTC(2026, 10, 23, 10);
      const directory = { revision: 1, sites, teams: [team], reps: [rep] };
      const store = { kind: 'sqlite' as const, risks: [], room: { usedBytes: 0 } };
      return checkCover({ directory, now, ...store }).map(({ message }) => message);
    };
    const shift = (days: Shift['days'], from: string, to: string): Shift => ({ reps: ['rep_ada'], days, from, to });
    expect(said([shift(all, '00:00', '24:00')])).toEqual([]);
    expect(said([shift(all.slice(0, 6), '00:00', '24:00')])).toEqual([
      "open around the clock, and nobody is on shift: Sun 29 Nov, 00:00 to Mon 30 Nov, 00:00 (Europe/Berlin). Add a shift, or take the time out of the hours, and apply the site's file.",
    ]);
    expect(said([shift(all, '08:00', '20:00')])[0]).toMatch(
      /Mon 23 Nov, 20:00 to Tue 24 Nov, 08:00;.*, and 2 more \(Europe\/Berlin\)/,
    );
    const hours = { timeZone: 'Europe/Berlin', week: [{ days: all, from: '09:00', to: '17:00' }] };
    expect(said([shift(all, '08:00', '20:00')], { hours })).toEqual([]);
    expect(said([shift(all.slice(1), '08:00', '20:00')], { hours })).toEqual([
      expect.stringMatching(
        /^open, and nobody is on shift: Mon 23 Nov, 11:00 to Mon 23 Nov, 17:00; Mon 30 Nov, 09:00 to Mon 30 Nov, 11:00 \(/,
      ),
    ]);
  });
});

describe('tillside site minutes', () => {
  const cli = useCli();

  it('[CM57] prints what a site used of shared teams in a month, and in JSON', async () => {
    const { teams, route } = {
      teams: [
        { id: 'team_shop', name: 'Shop' },
        { id: 'team_night', name: 'Night', kind: 'shared' as const },
      ],
      route: [{ team: 'team_shop' }, { team: 'team_night' }],
    };
    await cli.ok('site', 'apply', cli.write('site.json', siteInput({ teams, route })));
    const minute = 60_000;
    const start = Date.UTC(2026, 9, 31, 23, 30);
    await cli.withStore(async ({ journal }) => {
      const add = (at: number, kind: 'answered' | 'resolved', engagement: string) =>
        journal.append(
          'site_shop',
          [
            {
              ...{ key: `${engagement}/${kind}`, kind: `engagement.${kind}` as const, engagement, rep: 'rep_sam' },
              ...(kind === 'answered' ? { team: 'team_night', isShared: true as const } : {}),
            },
          ],
          start + at * minute,
        );
      await add(0, 'answered', 'eng_1');
      await add(90, 'resolved', 'eng_1');
      await add(100, 'answered', 'eng_2');
      await add(112, 'resolved', 'eng_2');
    });
    expect((await cli.ok('site', 'minutes', '--month', '2026-11')).split('\n')).toEqual([
      'site_shop, 2026-11 (UTC): 12.0 minutes of shared teams.',
      '  team_night (Night): 12.0 minutes in 1 conversation',
    ]);
    expect(JSON.parse(await cli.ok('site', 'minutes', 'site_shop', '--month', '2026-10', '--json'))).toEqual({
      site: 'site_shop',
      month: '2026-10',
      ms: 90 * minute,
      teams: [{ team: 'team_night', talks: 1, underWay: 0, ms: 90 * minute }],
    });
    expect(await cli.ok('site', 'minutes', '--month', '2026-09')).toBe(
      'site_shop, 2026-09 (UTC): 0.0 minutes of shared teams.',
    );
    expect(await cli.run('site', 'minutes', '--month', '11/2026')).toMatchObject({
      code: 2,
      err: '--month 11/2026: expected a month such as 2026-11.',
    });
  });
});

describe('tillside rep set', () => {
  const cli = useCli();

  it('[CM29] gives languages and a share of the work, beside skills', async () => {
    await cli.ok('site', 'apply', cli.write('site.json', siteInput()));
    const mara = ['--team', 'team_shop', '--name', 'Mara', '--email', 'mara@shop.example'];
    await cli.ok('rep', 'create', ...mara, '--language', 'de-at, en', '--weight', '0.5');
    const rep = async () => (await cli.directory()).reps[0];
    expect(await rep()).toMatchObject({ languages: ['de-AT', 'en'], weight: 0.5 });
    expect(await cli.ok('rep', 'list')).toContain('in team_shop, writes de-AT, en, gets 50 % of a full share');
    expect(await cli.ok('rep', 'set', 'mara@shop.example', '--language', 'fr', '--weight', '1')).toBe(
      'mara@shop.example writes fr.\nmara@shop.example gets conversations like everybody.',
    );
    expect(await rep()).toMatchObject({ languages: ['fr'] });
    expect(await rep()).not.toHaveProperty('weight');
    await cli.ok('rep', 'set', 'mara@shop.example', '--language', '');
    expect(await rep()).not.toHaveProperty('languages');
    for (const [option, text] of [
      ['--language', 'german!'],
      ['--weight', '0'],
      ['--weight', '1.5'],
      ['--weight', 'half'],
    ] as const) {
      const said = await cli.run('rep', 'set', 'mara@shop.example', option, text);
      expect(said, text).toMatchObject({ code: 2, err: expect.stringContaining(option) });
    }
    expect(await cli.run('rep', 'set', 'mara@shop.example')).toMatchObject({ code: 2 });
  });
});
