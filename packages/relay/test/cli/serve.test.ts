import type { Boot } from '@tillside/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startRedisServer } from '../../../../test/helpers/redis-server.ts';
import type { RedisServer } from '../../../../test/helpers/redis-server.ts';
import { demoPassword } from '../../src/demo/password.ts';
import { demoSecretKey } from '../../src/demo/secret-key.ts';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';
import { startTillside, startServe } from '../../../../test/helpers/tillside.ts';
import type { Served } from '../../../../test/helpers/tillside.ts';

const stores = ['SQLite', 'Redis'] as const;

describe.each(stores)('tillside serve on %s', (kind) => {
  const cli = useCli();
  const running: Served[] = [];
  let redis: RedisServer | undefined;
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await redis?.stop();
    redis = undefined;
  });

  /** The settings of one store, for the relay's process and the command line's alike. */
  async function settings(): Promise<Readonly<Record<string, string>>> {
    if (kind === 'SQLite') return { DATA_DIR: cli.path('data') };
    redis ??= await startRedisServer();
    return { DATA_DIR: cli.path('data'), REDIS_URL: redis.url };
  }
  async function serve(...flags: readonly string[]): Promise<Served> {
    const env = await settings();
    cli.set(env);
    const served = await startServe(env, ...flags);
    running.push(served);
    return served;
  }

  const signIn = (url: string, email: string, password: string) =>
    fetch(`${url}/v1/console/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tillside': '1' },
      body: JSON.stringify({ email, password }),
    });
  const orderBy = (url: string, key: string) =>
    fetch(`${url}/v1/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ transactionId: '1', value: 1, currency: 'USD' }),
    });

  it('[CM24] brings nothing of its own: no site, no account, no key of the demo', async () => {
    const { url, out, err } = await serve();
    expect(out()).toContain('There is no site yet: "tillside site init" makes one');
    expect(out()).not.toContain(demoPassword);
    expect(await cli.directory()).toMatchObject({ revision: 0, sites: [], teams: [], reps: [] });
    for (const path of ['/shop/', '/v1/sites/site_halden/boot', '/'])
      expect((await fetch(url + path)).status, path).toBe(404);
    for (const email of ['mara@halden.example', 'theo@tideline.example'])
      expect((await signIn(url, email, demoPassword)).status).toBe(401);
    const secret = await cli.withStore(({ directory }) => directory.secret());
    expect((await orderBy(url, demoSecretKey(secret, 'site_halden'))).status).toBe(401);
    expect(err()).toBe('');
  });

  it('[CM24] refuses a store that the demo filled, and says what to do', async () => {
    const demo = await serve('--demo');
    expect((await signIn(demo.url, 'mara@halden.example', demoPassword)).status).toBe(204);
    expect(await demo.stop()).toMatchObject({ code: 0 });
    const { code, out, err } = await startTillside(['serve'], { PORT: '0', ...(await settings()) }).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^[^\n]+ was filled by the demo, whose accounts have a public password \(rep_[^\n]+\n$/);
    expect(err).toContain(kind === 'SQLite' ? 'Choose another DATA_DIR' : 'Choose another Redis');
    expect(await startTillside(['site', 'list'], await settings()).ended).toMatchObject({ code: 0 });
  });

  it('[CM24] serves it once nothing of the demo is left that strangers know', async () => {
    await (await serve('--demo')).stop();
    for (const { email } of (await cli.directory()).reps) await cli.ok('rep', 'disable', email);
    const refused = await startTillside(['serve'], { PORT: '0', ...(await settings()) }).ended;
    expect(refused.err).toContain('(site_fernway, site_halden)');
    for (const site of ['site_halden', 'site_fernway', 'site_halden', 'site_fernway'])
      await cli.ok('site', 'key', site);
    expect((await serve()).out()).toContain('Tillside is ready');
  });

  it('[CM23] shows what the command line changes beside it, by itself', async () => {
    const { url } = await serve();
    // Two seconds on a machine that has nothing else to do.
    const soon = { timeout: 10_000, interval: 25 };
    const boot = async () => {
      const response = await fetch(`${url}/v1/sites/site_shop/boot`, { headers: { origin: 'https://shop.example' } });
      return { status: response.status, body: (await response.json()) as Boot };
    };
    expect((await boot()).status).toBe(404);

    await cli.ok('site', 'apply', cli.write('site.json', siteInput()));
    await vi.waitFor(async () => expect(await boot()).toMatchObject({ status: 200, body: { name: 'Shop' } }), soon);

    const key = (await cli.ok('site', 'key')).split('\n')[0] ?? '';
    await vi.waitFor(async () => expect((await orderBy(url, key)).status).toBe(200), soon);

    const rules = [
      { id: 'a', name: 'A', on: [{ signal: 'exit_intent' }], invite: { text: { en: 'Hi, {rep} here.' } } },
    ];
    await cli.ok('playbook', 'publish', cli.write('playbook.json', { rules }));
    await vi.waitFor(async () => expect((await boot()).body).toHaveProperty('playbook.version'), soon);

    const account = ['--name', 'Ada', '--email', 'ada@shop.example', '--password', 'correct horse'];
    await cli.ok('rep', 'create', '--team', 'team_shop', ...account);
    const names = async () => (await boot()).body.team.reps.map(({ name }) => name);
    await vi.waitFor(async () => expect(await names()).toEqual(['Ada']), soon);
    // Not asked in a loop: five failures and sign-in is slowed.
    expect((await signIn(url, 'ada@shop.example', 'correct horse')).status).toBe(204);

    await cli.ok('rep', 'disable', 'ada@shop.example');
    await vi.waitFor(async () => expect(await names()).toEqual([]), soon);
    expect((await signIn(url, 'ada@shop.example', 'correct horse')).status).toBe(401);

    await cli.ok('site', 'apply', cli.write('site.json', siteInput({ enabled: false })));
    await vi.waitFor(async () => expect((await boot()).status).toBe(403), soon);
    expect(await cli.ok('ledger', 'show')).toContain('confirmed');
  });

  it('[CM25] ends with 0 when it is asked to', async () => {
    const served = await serve();
    expect(await served.stop()).toMatchObject({ code: 0, err: '' });
    await expect(fetch(`${served.url}/livez`)).rejects.toThrow();
  });
});
