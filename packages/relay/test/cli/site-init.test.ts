import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret } from '../../src/transport/passwords.ts';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const answers = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const plain = answers('Café Nord', 'https://nord.example/shop/', '', '', 'https://nord.example/privacy', '');

describe('tillside site init', () => {
  const cli = useCli();
  const file = () => cli.path('nord.site.json');
  /** The command as a person gives it from a terminal in the test's own folder. */
  const init = (input: string | AsyncIterable<string>, path = file()) => {
    cli.type(input);
    return cli.run('site', 'init', path);
  };

  it('[CM13] asks six questions, writes the file, makes the site, prints the tag and a secret key', async () => {
    cli.set({ PUBLIC_URL: 'https://chat.nord.example' });
    const { code, out, err } = await init(plain);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n').filter((line) => /\?( |$)/.test(line))).toHaveLength(6);
    expect(out).toContain(
      '<script async src="https://chat.nord.example/v1/loader.js" data-site="site_cafe-nord"></script>',
    );
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({
      id: 'site_cafe-nord',
      name: 'Café Nord',
      url: 'https://nord.example/shop/',
      origins: ['https://nord.example'],
      currency: 'USD',
      accent: '#1f5f5b',
      privacyUrl: 'https://nord.example/privacy',
      teams: [{ id: 'team_sales', name: 'Sales', kind: 'dedicated' }],
      route: [{ team: 'team_sales' }],
    });
    const { sites, teams, reps } = await cli.directory();
    expect(sites).toEqual([expect.objectContaining({ id: 'site_cafe-nord', isEnabled: true })]);
    expect(teams).toEqual([expect.objectContaining({ id: 'team_sales' })]);
    expect(reps).toEqual([]);
    const key = /sk_[\w-]{43}/.exec(out)?.[0] ?? '';
    expect(sites[0]?.secretKeyHashes).toEqual([hashSecret(key)]);
    expect(readFileSync(file(), 'utf8')).not.toContain(key);
  });

  it('[CM5, CM13] writes the file that applying changes nothing by', async () => {
    await init(plain);
    expect(await cli.ok('site', 'apply', file())).toBe('site_cafe-nord is as the file says; nothing to do.');
  });

  it('[CM13] asks again until an answer fits', async () => {
    const { code, out } = await init(
      answers(
        ...['', '   ', 'Nord'],
        ...['nord.example', 'javascript:alert(1)', 'https://nord.example'],
        ...['Euro', '€', 'eur'],
        ...['green', '#12345', '#ABCDEF'],
        ...['later', 'none'],
        ...['Beratung\u0007', 'Beratung'],
      ),
    );
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => /\?( |$)/.test(line))).toHaveLength(16);
    expect(out).toContain('  Three letters, such as USD, EUR or JPY.');
    const { sites, teams } = await cli.directory();
    expect(sites[0]).toMatchObject({
      id: 'site_nord',
      currency: 'EUR',
      accent: '#abcdef',
      tariff: { currency: 'EUR' },
    });
    expect(teams).toEqual([expect.objectContaining({ id: 'team_beratung', name: 'Beratung' })]);
  });

  it('[CM9, CM13] warns where the tag works on this machine only, and of a missing privacy page', async () => {
    const { err } = await init(answers('Nord', 'http://localhost:8080', '', '', '', ''));
    expect(err).toContain('warning: privacyUrl is missing');
    expect(err).toContain('warning: PUBLIC_URL is not set');
  });

  it('[CM13] names a shop without Latin letters by its address', async () => {
    expect(await init(answers('東京カメラ', 'https://tokyo-camera.example', 'JPY', '', '', '販売'))).toMatchObject({
      code: 0,
    });
    const { sites, teams } = await cli.directory();
    expect(sites[0]).toMatchObject({ id: 'site_tokyo-camera-example', name: '東京カメラ' });
    expect(teams[0]).toMatchObject({ id: 'team_tokyo-camera-example', name: '販売' });
  });

  it('[CM13] does not take over another site, nor its team of the same name', async () => {
    await init(plain);
    const { code, out } = await init(
      answers('Cafe Nord', 'Fern', 'https://fern.example', '', '', '', 'Sales'),
      cli.path('fern.site.json'),
    );
    expect(code).toBe(0);
    expect(out).toContain('  site_cafe-nord exists already. Another name, please.');
    const { sites, teams } = await cli.directory();
    expect(sites.map((site) => [site.id, site.route[0]?.team])).toEqual([
      ['site_cafe-nord', 'team_sales'],
      ['site_fern', 'team_fern'],
    ]);
    expect(teams).toHaveLength(2);
  });

  it('[CM13] leaves a file that is there alone', async () => {
    cli.write('nord.site.json', 'mine');
    const { code, out, err } = await init(plain);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('is there already');
    expect(readFileSync(file(), 'utf8')).toBe('mine');
    expect(existsSync(cli.path('data'))).toBe(false);
  });

  it('[CM13] writes nothing when the input ends early', async () => {
    const { code, err } = await init(answers('Nord', 'https://nord.example'));
    expect(code).toBe(2);
    expect(err).toBe('The input ended at "Which currency does it sell in?" Nothing was written.');
    expect(existsSync(file())).toBe(false);
    expect(await cli.directory()).toMatchObject({ revision: 0, sites: [], teams: [] });
  });

  it('[CM13] yields to whoever made the same file or site while it asked', async () => {
    async function* whileAsked(act: () => Promise<unknown>) {
      const isAsked = cli.prints('What is the team called');
      yield answers('Shop', 'https://shop.example', '', '', 'none');
      await isAsked;
      await act();
      yield '\n';
    }
    const mine = JSON.stringify(siteInput());
    const file = await init(whileAsked(async () => cli.write('nord.site.json', mine)));
    expect(file).toMatchObject({ code: 2, err: expect.stringContaining('it is there already. Nothing was made.') });
    expect(readFileSync(cli.path('nord.site.json'), 'utf8')).toBe(mine);
    expect((await cli.directory()).sites).toEqual([]);

    const other = cli.path('other.site.json');
    const site = await init(
      whileAsked(() => cli.ok('site', 'apply', cli.path('nord.site.json'))),
      other,
    );
    expect(site).toMatchObject({ code: 2, err: 'site_shop was made meanwhile.' });
    expect(existsSync(other)).toBe(false);
    expect((await cli.directory()).sites).toMatchObject([{ privacyUrl: 'https://shop.example/privacy' }]);
  });

  it('[CM13] makes nothing when the file cannot be written', async () => {
    const { code, err } = await init(plain, cli.path('no/such/folder.json'));
    expect(code).toBe(2);
    expect(err).toContain('cannot be written: there is no such file or folder. Nothing was made.');
    expect(await cli.directory()).toMatchObject({ revision: 0, sites: [] });
  });
});

describe('where site init writes without being told', () => {
  const cli = useCli();
  const before = process.cwd();
  beforeEach(() => process.chdir(cli.path('.')));
  afterEach(() => process.chdir(before));

  it('[CM13] is a file of the shop’s name in this folder, never one that is there', async () => {
    cli.write('nord.site.json', 'mine');
    cli.type(answers('Nord', 'Nord Two', 'https://nord.example', '', '', '', ''));
    const out = await cli.ok('site', 'init');
    expect(out).toContain('nord.site.json is there already. Another name, please.');
    expect(readFileSync('nord.site.json', 'utf8')).toBe('mine');
    expect(JSON.parse(readFileSync('nord-two.site.json', 'utf8'))).toMatchObject({ id: 'site_nord-two' });
  });
});
