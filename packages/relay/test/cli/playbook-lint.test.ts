import { describe, expect, it } from 'vitest';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const rule = (over: object = {}) => ({
  id: 'leaving',
  name: 'Leaving',
  on: [{ signal: 'exit_intent' }],
  invite: { text: { en: 'Hi, {rep} here.' } },
  ...over,
});
const never = rule({ when: { 'cart.value': { $gte: 500, $lt: 500 } } });

describe('tillside playbook lint', () => {
  const cli = useCli();
  const lint = (rules: readonly object[], ...more: readonly string[]) =>
    cli.run('playbook', 'lint', cli.write('p.json', { rules }), ...more);

  it('[CM36] ends with 0 where nothing is found, and says what it did not look at', async () => {
    expect(await lint([rule()])).toEqual({
      code: 0,
      out: '0 errors and 0 warnings in 1 rule. Not looked at: the site’s languages, teams and skills (--site); addresses (--journeys).',
      err: '',
    });
  });

  it('[CM36] prints a line a finding with its path and ends with 1', async () => {
    const { code, out, err } = await lint([
      never,
      rule({ id: 'a', on: [{ signal: 'idle' }], when: { 'visit.country': 'DE' } }),
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^rules\[0\]\.when\.cart\.value: error \(never\): can never hold: \$gte and \$lt /);
    expect(lines[1]).toMatch(/^rules\[1\]\.when\.visit\.country: warning \(needs_country\): /);
    expect(lines[2]).toMatch(/^1 error and 1 warning in 2 rules\./);
    expect(lines).toHaveLength(3);
  });

  it('[CM36] ends with 0 for what could not be told', async () => {
    const dark = rule({ when: { 'page.path': { $regex: '^/[pc]/', $not: { $regex: 'sale|new' } } } });
    const said = await lint([dark]);
    expect(said.code).toBe(0);
    expect(said.out).toMatch(
      /^rules\[0\]\.when: cannot tell \(never\): .*\n0 errors and 0 warnings in 1 rule; 1 could not be decided\./,
    );
  });

  it('[CM36] prints findings as JSON', async () => {
    const { code, out } = await lint([never], '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        kind: 'never',
        certainty: 'error',
        path: 'rules[0].when.cart.value',
        message: expect.any(String),
        rules: ['leaving'],
      },
    ]);
    expect(JSON.parse((await lint([rule()], '--json')).out)).toEqual([]);
  });

  it('[CM36] knows the site that is named', async () => {
    const site = { ...siteInput(), id: 'site_a', locales: ['en', 'de'] };
    await cli.ok('site', 'apply', cli.write('site_a.json', site));
    const rules = [rule({ when: { 'reps.teams.team_moon': 'now', 'visit.country': 'DE' } })];
    expect((await lint(rules, '--site', 'site_a')).out.split('\n').map((line) => line.split(':')[0])).toEqual([
      'rules[0].invite.text',
      'rules[0].when.visit.country',
      'rules[0].when.reps.teams.team_moon',
      expect.stringContaining('0 errors and 3 warnings'),
    ]);
    cli.set({ COUNTRY_HEADER: 'cf-ipcountry' });
    expect((await lint(rules, '--site', 'site_a')).out).not.toContain('visit.country');
    expect(await lint(rules, '--site', 'site_x')).toMatchObject({
      code: 2,
      err: 'There is no site site_x. Known: site_a.',
    });
  });

  it('[CM36] holds addresses and currencies against recorded journeys', async () => {
    const journey = (index: number) => ({
      v: 1,
      journey: `jrn_${index}`,
      startedAt: 1_760_000_000_000,
      steps: [
        {
          at: 0,
          signal: { name: 'page_view', of: 'home' },
          facts: { 'page.path': '/', 'cart.currency': index % 2 ? 'EUR' : 'CHF' },
        },
      ],
    });
    const lines = Array.from({ length: 60 }, (_, index) => JSON.stringify(journey(index)));
    const journeys = cli.write('j.ndjson', lines.join('\n'));
    const rules = [rule({ when: { 'page.path': { $glob: '/basket/**' }, 'cart.value': { $gte: 900 } } })];
    const said = await lint(rules, '--journeys', journeys);
    expect(said.code).toBe(1);
    expect(said.out).toContain('rules[0].when.page.path.$glob: warning (url_matches_nothing)');
    expect(said.out).toContain('compares CHF and EUR alike');
    expect(await lint(rules, '--journeys', cli.write('bad.ndjson', `${lines[0]}\n{`))).toMatchObject({
      code: 2,
      err: expect.stringContaining('bad.ndjson, line 2: not JSON'),
    });
    expect(await lint(rules, '--journeys', '/nowhere.ndjson')).toMatchObject({
      code: 2,
      err: '/nowhere.ndjson cannot be read: there is no such file or folder.',
    });
  });

  it('[CM36] lists every mistake of a file that is no playbook', async () => {
    const said = await lint([rule({ when: { 'cart.valeu': 1 } })]);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toContain('p.json is no playbook:\n  rules[0].when.cart.valeu: ');
  });
});
