import { beforeEach, describe, expect, it } from 'vitest';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const rule = (id: string, over: object = {}) => ({
  id,
  name: id,
  // Each of its own, so that the linter has nothing to say of them.
  on: [{ signal: 'custom', of: id }],
  invite: { text: { en: 'Hi, {rep} here.' } },
  ...over,
});

describe('versions of a playbook', () => {
  const cli = useCli();
  beforeEach(() => cli.ok('site', 'apply', cli.write('site.json', siteInput())));

  const publish = (ids: readonly string[], ...options: readonly string[]) =>
    cli.run('playbook', 'publish', cli.write('p.json', { rules: ids.map((id) => rule(id)) }), ...options);
  const versionOf = async (ids: readonly string[], ...options: readonly string[]) => {
    const { code, out, err } = await publish(ids, ...options);
    expect([code, err]).toEqual([0, '']);
    return /version ([0-9a-f]{16})/i.exec(out)?.[1] ?? '';
  };
  const live = async () => {
    const [site] = (await cli.directory()).sites;
    return [site?.playbook, site?.previousPlaybook, site?.rollout];
  };

  it('[CM28] go live by a share, are widened, and become current', async () => {
    const one = await versionOf(['one']);
    const two = await versionOf(['two'], '--rollout', '10');
    expect(await live()).toEqual([one, undefined, { version: two, percent: 10 }]);
    expect(await cli.ok('playbook', 'rollout', '50 %')).toBe(
      `Version ${two} is for 50 % of the visitors of site_shop.`,
    );
    expect(await cli.ok('playbook', 'rollout', '50')).toContain('already');
    expect(await live()).toEqual([one, undefined, { version: two, percent: 50 }]);
    expect(await cli.ok('playbook', 'rollout', '100')).toContain('current for every visitor');
    expect(await live()).toEqual([two, one, undefined]);
  });

  it('[CM28] are taken back by one call: the candidate first, then the current one', async () => {
    const one = await versionOf(['one']);
    const two = await versionOf(['two']);
    const three = await versionOf(['three'], '--rollout', '1');
    expect(await cli.ok('playbook', 'rollback')).toBe(
      `The candidate ${three} is dropped and invites nobody any more; site_shop stays at version ${two}.`,
    );
    expect(await live()).toEqual([two, one, undefined]);
    expect(await cli.ok('playbook', 'rollback')).toBe(
      `site_shop is back at version ${one}; ${two} invites nobody any more.`,
    );
    expect(await live()).toEqual([one, undefined, undefined]);
    expect(await cli.run('playbook', 'rollback')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing to go back to'),
    });
  });

  it('[CM28] are shown with their rules', async () => {
    expect(await cli.ok('playbook', 'show')).toContain('site_shop has no playbook yet');
    const one = await versionOf(['one']);
    const two = await versionOf(['two', 'more']);
    const three = await versionOf([], '--rollout', '10');
    expect((await cli.ok('playbook', 'show')).split('\n')).toEqual([
      `current    ${two}  2 rules: two, more`,
      `candidate  ${three}  0 rules: none  (10 % of the visitors)`,
      `previous   ${one}  1 rule: one`,
    ]);
    expect(await cli.ok('site', 'list')).toContain(`playbook ${two} (${three} for 10 %)`);
  });

  it('[CM28] say what is dropped when another candidate comes', async () => {
    await versionOf(['one']);
    const two = await versionOf(['two'], '--rollout', '10');
    expect(await publish(['three'], '--rollout', '10')).toMatchObject({
      code: 0,
      err: `The candidate ${two} was dropped.`,
    });
  });

  it.each([
    [['playbook', 'rollout', '10'], 'site_shop has no candidate.'],
    [['playbook', 'rollout', '25'], '1, 10, 50, 100 percent of the visitors; not to 25'],
    [['playbook', 'rollout'], 'PERCENT is missing'],
  ])('[CM28] refuse %j', async (typed, err) => {
    expect(await cli.run(...typed)).toMatchObject({ code: 2, err: expect.stringContaining(err) });
  });

  it('[CM28] a first playbook has nobody to be compared with', async () => {
    expect(await publish(['one'], '--rollout', '10')).toMatchObject({
      code: 2,
      err: expect.stringContaining('publish the first one without --rollout'),
    });
    expect(await publish(['one'], '--rollout', '11')).toMatchObject({ code: 2 });
    expect(await live()).toEqual([undefined, undefined, undefined]);
  });

  it('[CM8] stay when the site’s file is applied', async () => {
    await versionOf(['one']);
    await versionOf(['two']);
    await versionOf(['three'], '--rollout', '10');
    const before = await live();
    await cli.ok('site', 'apply', cli.write('site.json', siteInput({ name: 'Anew' })));
    expect(await live()).toEqual(before);
    expect((await cli.directory()).sites[0]?.name).toBe('Anew');
  });

  it('[CM20] what is switched off, and experiments without a rule, are not published and make no version', async () => {
    const experiments = ['used', 'idle'].map((id) => ({
      id,
      arms: [
        { id: 'all', share: 50 },
        { id: 'none', share: 50, holdout: true },
      ],
    }));
    const rules = [rule('on', { audience: { experiment: 'used' } }), rule('off', { enabled: false })];
    const path = cli.write('p.json', { experiments, rules });
    const { code, out } = await cli.run('playbook', 'publish', path);
    expect(code).toBe(0);
    const shown: unknown = JSON.parse(out.slice(out.indexOf('{')));
    expect(shown).toMatchObject({ experiments: [{ id: 'used' }], rules: [{ id: 'on' }] });
    expect(out).not.toContain('idle');
    expect(out).not.toContain('"off"');
    const other = cli.write('q.json', { experiments: experiments.slice(0, 1), rules: rules.slice(0, 1) });
    expect(await cli.ok('playbook', 'publish', other)).toContain('has already');
  });

  it('[CM20] refuses teams that are not on the route and skills that nobody has', async () => {
    const rules = [
      rule('a', {
        when: { 'reps.teams.team_shop': 'now', $or: [{ 'reps.teams.team_other': 'now' }, { 'visit.pages': 1 }] },
      }),
      rule('b', { when: { 'reps.skills.fitting': 'now' }, invite: { text: { en: 'Hi' }, skills: ['fr'] } }),
      rule('d', { invite: { text: { en: 'Hi' }, team: 'team_night', reason: 'order' } }),
      rule('c', { enabled: false, invite: { text: { en: 'Hi' }, skills: ['nothing'] } }),
    ];
    const path = cli.write('p.json', { rules });
    const said = await cli.run('playbook', 'publish', path);
    expect(said.code).toBe(2);
    expect(said.err.split('\n').slice(1)).toEqual([
      '  rules[0].when.$or[0].reps.teams.team_other: team_other is not on the route of site_shop, which has team_shop',
      '  rules[1].when.reps.skills.fitting: no rep of site_shop has the skill fitting; known: none. "tillside rep set ADDRESS --skill fitting" gives it',
      '  rules[1].invite.skills[0]: no rep of site_shop has the skill fr; known: none. "tillside rep set ADDRESS --skill fr" gives it',
      '  rules[2].invite.team: team_night is not on the route of site_shop, which has team_shop',
    ]);
    const mara = ['--team', 'team_shop', '--name', 'Mara', '--email', 'mara@shop.example'];
    await cli.ok('rep', 'create', ...mara, '--skill', 'fitting, fr');
    const stillMissing = await cli.run('playbook', 'publish', path);
    expect(stillMissing.err.split('\n')).toHaveLength(3);
    await cli.ok('rep', 'disable', 'mara@shop.example');
    expect((await cli.run('playbook', 'publish', path)).err.split('\n')).toHaveLength(5);
  });
});

describe('skills of a rep', () => {
  const cli = useCli();
  beforeEach(() => cli.ok('site', 'apply', cli.write('site.json', siteInput())));
  const create = (...more: readonly string[]) =>
    cli.run('rep', 'create', '--team', 'team_shop', '--name', 'Mara', '--email', 'mara@shop.example', ...more);
  const skills = async () => (await cli.directory()).reps[0]?.skills;

  it('[CM29] are given with the rep, set anew and taken away', async () => {
    await create('--skill', 'fr, fitting,fr');
    expect(await skills()).toEqual(['fitting', 'fr']);
    expect(await cli.ok('rep', 'list')).toContain('in team_shop, knows fitting, fr');
    expect(await cli.ok('rep', 'set', 'mara@shop.example', '--skill', 'de')).toBe('mara@shop.example knows de.');
    expect(await skills()).toEqual(['de']);
    expect(await cli.ok('rep', 'set', 'mara@shop.example', '--skill', '')).toContain('no skills any more');
    expect(await skills()).toBeUndefined();
  });

  it.each(['two words', '-x', 'ä', Array.from({ length: 21 }, (_, n) => `s${n}`).join(',')])(
    '[CM29] %j are refused, and nothing is made',
    async (text) => {
      expect(await create('--skill', text)).toMatchObject({ code: 2, err: expect.stringContaining('--skill') });
      expect((await cli.directory()).reps).toEqual([]);
    },
  );
});
