import { beforeEach, describe, expect, it } from 'vitest';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const rule = (over: object = {}) => ({
  id: 'leaving',
  name: 'Leaving',
  on: [{ signal: 'exit_intent' }],
  when: { 'cart.value': { $gte: 50_000 }, 'cart.currency': 'USD' },
  atRisk: true,
  invite: { text: { en: 'Hi, {rep} here.' }, offer: 'off_express' },
  ...over,
});

describe('tillside playbook publish', () => {
  const cli = useCli();
  const apply = (id: string, offer: string) =>
    cli.ok(
      'site',
      'apply',
      cli.write(`${id}.json`, {
        ...siteInput(),
        id,
        teams: [{ id: `team_${id}`, name: id }],
        route: [{ team: `team_${id}` }],
        offers: [{ id: offer, title: 'T', text: 'T' }],
      }),
    );
  beforeEach(() => apply('site_a', 'off_express'));

  const publish = (rules: readonly object[], ...before: readonly string[]) =>
    cli.run('playbook', 'publish', ...before, cli.write('p.json', { rules }));
  const published = async (site = 'site_a') =>
    cli.withStore(async ({ directory }) => {
      const version = (await directory.load()).sites.find((one) => one.id === site)?.playbook;
      return version === undefined ? undefined : directory.playbook(site, version);
    });

  it('[CM20] publishes the rules under their version and prints what every browser can read', async () => {
    const { code, out } = await publish([rule()]);
    expect(code).toBe(0);
    const [first = '', ...rest] = out.split('\n');
    const version = /^Published version ([0-9a-f]{16}) for site_a\. Every browser/.exec(first)?.[1];
    const shown: unknown = JSON.parse(rest.join('\n'));
    expect(shown).toEqual({ version, rules: [rule()] });
    expect(JSON.parse((await published()) ?? '')).toEqual(shown);
  });

  it('[CM20] says what the linter finds, and publishes all the same', async () => {
    const never = { 'cart.value': { $gte: 50_000, $lt: 10_000 }, 'cart.currency': 'USD' };
    const { code, err } = await publish([rule({ when: never })]);
    expect(code).toBe(0);
    expect(err).toMatch(/^rules\[0\]\.when\S*: error \(never\): /m);
    expect((await publish([rule()])).err).toBe('');
  });

  it('[CM20] publishes once: the same rules again are no change, other rules a new version, old ones come back', async () => {
    await publish([rule()]);
    const first = await published();
    const { revision } = await cli.directory();
    expect((await publish([Object.fromEntries(Object.entries(rule()).toReversed())])).out).toMatch(
      /^Version [0-9a-f]{16} is what site_a has already\.$/,
    );
    expect(await cli.directory()).toMatchObject({ revision });
    await publish([rule({ name: 'Other' })]);
    expect(await published()).not.toBe(first);
    await publish([rule()]);
    expect(await published()).toBe(first);
  });

  it('[CM20] lists every mistake with its path and publishes nothing', async () => {
    const said = await publish([
      rule({ when: { 'cart.valeu': 1, 'cart.value': { $gtee: 2 } } }),
      rule({ on: [{ signal: 'leaving' }] }),
    ]);
    expect(said).toMatchObject({ code: 2, out: '' });
    const [head, ...mistakes] = said.err.split('\n');
    expect(head).toBe(`${cli.path('p.json')} was not published:`);
    const paths = [
      'rules[0].when.cart.valeu',
      'rules[0].when.cart.value.$gtee',
      'rules[1].on[0].signal',
      'rules[1].id',
    ];
    for (const path of paths) expect(mistakes.some((line) => line.startsWith(`  ${path}: `))).toBe(true);
    expect(mistakes).toHaveLength(paths.length);
    expect(await published()).toBeUndefined();
  });

  it('[CM20] says where a file stops being JSON', async () => {
    const said = await cli.run('playbook', 'publish', cli.write('p.json', '{ "rules": [ }'));
    expect(said.code).toBe(2);
    expect(said.err).toContain('  (file): line 1, column 14: not JSON');
  });

  it('[CM20] refuses offers of another site', async () => {
    await apply('site_b', 'off_other');
    const said = await publish([rule({ invite: { text: { en: 'Hi' }, offer: 'off_other' } })], 'site_a');
    expect(said).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('  rules[0].invite.offer: site_a has no offer off_other; it has off_express'),
    });
    expect(await published()).toBeUndefined();
  });

  it('[CM15, CM20] is for the only site, the site before the file, or --site; never for two', async () => {
    expect((await publish([rule()])).out).toContain('for site_a');
    await apply('site_b', 'off_express');
    expect(await publish([rule()])).toMatchObject({
      code: 2,
      err: expect.stringContaining('say which one: site_a, site_b'),
    });
    expect((await publish([rule()], 'site_b')).out).toContain('for site_b');
    expect((await publish([rule({ name: 'Other' })], '--site', 'site_b')).out).toContain('for site_b');
    expect(await publish([rule()], 'site_a', '--site', 'site_b')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--site'),
    });
    expect(await publish([rule()], 'site_c')).toMatchObject({
      code: 2,
      err: 'There is no site site_c. Known: site_a, site_b.',
    });
  });
});
