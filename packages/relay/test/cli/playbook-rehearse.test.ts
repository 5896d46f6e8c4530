import { describe, expect, it } from 'vitest';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const T0 = Date.UTC(2026, 10, 2, 12);
const book = (least: number, over: object = {}) => ({
  rules: [
    {
      id: 'leaving',
      name: 'Leaving',
      on: [{ signal: 'exit_intent' }],
      when: { 'cart.currency': 'USD', 'cart.value': { $gte: least } },
      invite: { text: { en: 'Hi.' } },
      ...over,
    },
  ],
});
const journey = (n: number) =>
  JSON.stringify({
    v: 1,
    journey: `jrn_${n}`,
    startedAt: T0 + n,
    steps: [
      {
        at: 0,
        signal: { name: 'page_view', of: 'cart' },
        facts: { 'page.path': '/cart', 'page.type': 'cart', 'cart.value': n * 100, 'cart.currency': 'USD' },
      },
      { at: 1, signal: { name: 'exit_intent' } },
    ],
  });

describe('tillside playbook rehearse', () => {
  const cli = useCli();
  const files = (...lines: readonly string[]) => ({
    next: cli.write('next.json', book(500)),
    old: cli.write('old.json', book(300)),
    journeys: cli.write(
      'journeys.ndjson',
      lines.length > 0 ? lines.join('\n') : Array.from({ length: 10 }, (_, n) => journey(n)).join('\n'),
    ),
  });

  it('[CM31] prints whom the new rules would invite, newly and no longer', async () => {
    const { next, old, journeys } = files();
    const out = await cli.ok(
      'playbook',
      'rehearse',
      next,
      '--against',
      old,
      '--journeys',
      journeys,
      '--capacity',
      '4',
      '--accept-rate',
      '50',
      '--minutes-per-conversation',
      '12',
    );
    expect(out).toContain(
      [
        'RULE         INVITED  BEFORE  NEWLY  NO LONGER  INVITATIONS  HELD OUT',
        'leaving            5       7      0          2            5         0',
      ].join('\n'),
    );
    expect(out).toContain('10 journeys, 20 steps');
    expect(out).toContain('more than 4 in 1 of 1 hours: 1 invitations too many');
    expect(out).toContain('conversations at once: 0.50 in the mean');
  });

  it('[CM31] prints the report as JSON, and without a playbook to compare with', async () => {
    const { next, journeys } = files();
    const report: unknown = JSON.parse(await cli.ok('playbook', 'rehearse', next, '--journeys', journeys, '--json'));
    expect(report).toMatchObject({ journeys: 10, all: { next: { invited: 5 } }, rules: [{ rule: 'leaving' }] });
    expect(report).not.toHaveProperty('all.against');
  });

  it('[CM31] compares with what the site has published', async () => {
    const { next, old, journeys } = files();
    await cli.ok('site', 'apply', cli.write('site.json', siteInput()));
    const argv = ['playbook', 'rehearse', next, '--against', 'published', '--journeys', journeys, '--json'];
    expect(await cli.run(...argv)).toMatchObject({
      code: 2,
      err: expect.stringContaining('site_shop has no playbook yet'),
    });
    await cli.ok('playbook', 'publish', old);
    expect(JSON.parse(await cli.ok(...argv))).toMatchObject({ all: { against: { invited: 7 }, noLonger: 2 } });
  });

  it('[CM31] stops at the first line that is wrong, and says which', async () => {
    const { next, journeys } = files(journey(1), '{"v":2}', 'nonsense');
    expect(await cli.run('playbook', 'rehearse', next, '--journeys', journeys)).toEqual({
      code: 2,
      out: '',
      err: `${journeys}, line 2, v: expected 1, got 2.`,
    });
  });

  it('[CM31] names what else is wrong with the files', async () => {
    const { next, journeys } = files();
    const bad = cli.write('bad.json', book(500, { on: [{ signal: 'exit' }] }));
    const said = async (...argv: readonly string[]) => {
      const { code, err } = await cli.run('playbook', 'rehearse', ...argv);
      expect(code).toBe(2);
      return err;
    };
    expect(await said(bad, '--journeys', journeys)).toMatch(
      /bad\.json is no playbook:\n {2}rules\[0\]\.on\[0\]\.signal: /,
    );
    expect(await said(next, '--against', bad, '--journeys', journeys)).toMatch(/bad\.json is no playbook:/);
    const none = cli.path('none.ndjson');
    expect(await said(next, '--journeys', none)).toBe(`${none} cannot be read: there is no such file or folder.`);
    expect(await said(next)).toContain('--journeys is missing.');
    for (const [name, value] of [
      ['capacity', 'many'],
      ['capacity', '-1'],
      ['accept-rate', '101'],
      ['locale', 'no language'],
    ] as const)
      expect(await said(next, '--journeys', journeys, `--${name}=${value}`)).toContain(`--${name} ${value}: expected`);
    expect(await said(next, '--journeys', journeys, '--accept-rate', '5')).toContain('are needed together');
  });
});
