import { describe, expect, it } from 'vitest';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const rule = {
  id: 'leaving',
  name: 'Leaving',
  on: [{ signal: 'exit_intent' }],
  invite: { text: { en: 'Hi' }, held: false, offer: 'off_express' },
};

describe('tillside site apply', () => {
  const cli = useCli();

  it('[CM14] prints what changes, writes it in one step, and has nothing to do the second time', async () => {
    const file = cli.write('a.json', siteInput());
    const first = await cli.ok('site', 'apply', file);
    expect(first).toContain('  + name: "Shop"');
    expect(first).toMatch(/Applied \d+ changes to site_shop\.$/);
    expect(await cli.directory()).toMatchObject({
      revision: 1,
      sites: [{ id: 'site_shop' }],
      teams: [{ id: 'team_shop' }],
    });
    expect(await cli.ok('site', 'apply', file)).toBe('site_shop is as the file says; nothing to do.');
    expect(await cli.directory()).toMatchObject({ revision: 1 });

    const changed = cli.write('a.json', siteInput({ name: 'New', accent: '#1F5F5B' }));
    expect(await cli.ok('site', 'apply', changed)).toBe('  ~ name: "Shop" -> "New"\nApplied 1 change to site_shop.');
  });

  it('[CM14] only shows it with --dry-run', async () => {
    const file = cli.write('a.json', siteInput());
    expect(await cli.ok('site', 'apply', file, '--dry-run')).toContain('nothing was written (--dry-run)');
    expect(await cli.directory()).toMatchObject({ revision: 0, sites: [] });
  });

  it('[CM4, CM14] writes nothing when the file is bad, and lists every mistake with its path', async () => {
    const { name: _name, ...nameless } = siteInput({ route: [{ team: 'team_gone' }], currency: 'usd' });
    const said = await cli.run('site', 'apply', cli.write('a.json', nameless));
    expect(said.code).toBe(2);
    expect(said.out).toBe('');
    expect(said.err.split('\n')).toEqual([
      `${cli.path('a.json')} was not applied:`,
      '  name: is missing',
      '  currency: expected a currency of three capital letters, such as USD',
      '  route[0].team: team_gone is not among "teams"',
    ]);
    expect(await cli.directory()).toMatchObject({ revision: 0, sites: [], teams: [] });
  });

  it('[CM7, CM14] writes nothing when the file contradicts another site’s', async () => {
    await cli.ok('site', 'apply', cli.write('a.json', siteInput()));
    const said = await cli.run('site', 'apply', cli.write('b.json', siteInput({ id: 'site_other', name: 'Other' })));
    expect(said.code).toBe(2);
    expect(said.err).toContain('  teams[0].kind: team_shop also answers for site_shop');
    expect(await cli.directory()).toMatchObject({ revision: 1, sites: [{ id: 'site_shop' }] });
  });

  it('[CM7] shows that a change of a shared team touches the other site too', async () => {
    const shared = (id: string, capacity: number) =>
      cli.write(
        `${id}.json`,
        siteInput({
          id,
          teams: [{ id: 'team_both', name: 'Both', kind: 'shared', capacity }],
          route: [{ team: 'team_both' }],
        }),
      );
    await cli.ok('site', 'apply', shared('site_a', 3));
    expect(await cli.ok('site', 'apply', shared('site_b', 5))).toContain(
      '~ teams.team_both.capacity: 3 -> 5  (also changes site_a)',
    );
    expect(await cli.ok('site', 'apply', shared('site_a', 3))).toContain(
      '~ teams.team_both.capacity: 5 -> 3  (also changes site_b)',
    );
    expect((await cli.directory()).teams).toEqual([expect.objectContaining({ capacity: 3 })]);
  });

  it('[CM9] warns of what its author should think about, and of offers that the published rules still make', async () => {
    const { privacyUrl: _privacyUrl, ...secretive } = siteInput();
    await cli.ok('site', 'apply', cli.write('a.json', siteInput()));
    await cli.ok('playbook', 'publish', cli.write('p.json', { rules: [rule] }));
    expect(await cli.run('site', 'apply', cli.write('a.json', { ...secretive, offers: [] }))).toMatchObject({
      code: 0,
      err: [
        'warning: privacyUrl is missing: visitors are then not shown where their words are kept and why.',
        'warning: the published playbook, rules[0].invite.offer: site_shop has no offer off_express; it has none',
      ].join('\n'),
    });
  });

  it('[CM8] keeps secret keys and the published playbook', async () => {
    await cli.ok('site', 'apply', cli.write('a.json', siteInput()));
    await cli.ok('site', 'key');
    await cli.ok('playbook', 'publish', cli.write('p.json', { rules: [rule] }));
    const [before] = (await cli.directory()).sites;
    await cli.ok('site', 'apply', cli.write('a.json', siteInput({ name: 'New' })));
    const [after] = (await cli.directory()).sites;
    expect(after).toEqual({ ...before, name: 'New' });
    expect(after?.playbook).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('what is printed of sites', () => {
  const cli = useCli();
  const apply = (id: string, over: object = {}) =>
    cli.ok(
      'site',
      'apply',
      cli.write(`${id}.json`, {
        ...siteInput(),
        id,
        teams: [{ id: `team_${id}`, name: id }],
        route: [{ team: `team_${id}` }],
        ...over,
      }),
    );

  it('[CM5] is a file that changes nothing when it is applied', async () => {
    await apply('site_a', { greeting: 'Hello', texts: { title: 'T' }, enabled: false });
    const file = cli.write('exported.json', await cli.ok('site', 'export'));
    expect(await cli.ok('site', 'apply', file)).toBe('site_a is as the file says; nothing to do.');
  });

  it('[CM5] makes the same site in an empty store', async () => {
    await apply('site_a', { greeting: 'Hello' });
    const file = cli.write('exported.json', await cli.ok('site', 'export', 'site_a'));
    const { sites, teams } = await cli.directory();
    cli.set({ DATA_DIR: cli.path('other') });
    await cli.ok('site', 'apply', file);
    expect(await cli.directory()).toMatchObject({ sites, teams });
  });

  it('[CM15] is the only site’s, or the named one’s; with several one has to be named', async () => {
    expect(await cli.run('site', 'export')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no site yet'),
    });
    expect(await cli.ok('site', 'list')).toContain('There is no site yet');
    await apply('site_a');
    expect(await cli.ok('site', 'snippet')).toContain('data-site="site_a"');
    await apply('site_b');
    const unsaid = await cli.run('site', 'snippet');
    expect(unsaid).toMatchObject({ code: 2, out: '', err: 'There are several sites; say which one: site_a, site_b.' });
    expect(await cli.ok('site', 'snippet', 'site_b')).toContain('data-site="site_b"');
    expect(await cli.run('site', 'key', 'site_c')).toMatchObject({
      code: 2,
      err: 'There is no site site_c. Known: site_a, site_b.',
    });
    expect((await cli.ok('site', 'list')).split('\n')).toEqual([
      'site_a  Shop, no playbook',
      'site_b  Shop, no playbook',
    ]);
  });

  it('[CM13] is a tag with the address that browsers use', async () => {
    await apply('site_a');
    const tag = (address: string) => `<script async src="${address}/v1/loader.js" data-site="site_a"></script>`;
    expect(await cli.run('site', 'snippet')).toMatchObject({
      out: tag('http://127.0.0.1:7070'),
      err: expect.stringContaining('PUBLIC_URL is not set'),
    });
    cli.set({ PUBLIC_URL: 'https://chat.example.com/' });
    expect(await cli.run('site', 'snippet')).toEqual({ code: 0, out: tag('https://chat.example.com'), err: '' });
  });

  it('[CM16] is a secret key, this once: the newest two count, and none is stored in clear', async () => {
    await apply('site_a');
    const keys: string[] = [];
    for (let count = 0; count < 3; count += 1) keys.push((await cli.ok('site', 'key')).split('\n')[0] ?? '');
    expect(new Set(keys).size).toBe(3);
    const { sites } = await cli.directory();
    const { hashSecret } = await import('../../src/transport/passwords.ts');
    expect(sites[0]?.secretKeyHashes).toEqual([hashSecret(keys[2] ?? ''), hashSecret(keys[1] ?? '')]);
    expect(JSON.stringify(sites)).not.toContain(keys[2]);
  });
});
