import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startRedisServer } from '../../../../test/helpers/redis-server.ts';
import type { RedisServer } from '../../../../test/helpers/redis-server.ts';
import { fullness, isFilling } from '../../src/core/room.ts';
import type { DirectoryView, World } from '../../src/handlers/types.ts';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { KeepingPort } from '../../src/ports/index.ts';
import type { HttpWorld } from '../../src/transport/http/env.ts';
import { metricsRoutes } from '../../src/transport/http/metrics.ts';
import { useCli } from './run-cli.ts';

describe('a store that may lose what it acknowledged, or is nearly full', () => {
  const cli = useCli();
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterEach(async () => {
    await server?.command('CONFIG', 'SET', 'appendfsync', 'always');
    await server?.command('CONFIG', 'SET', 'maxmemory', '0');
  });
  afterAll(async () => server?.stop());
  const ask = (...argv: readonly string[]) => {
    cli.set({ REDIS_URL: server?.url ?? '', PORT: '0' });
    return cli.run(...argv);
  };

  it('[CM63] is named by doctor with the line to change', async () => {
    expect(await ask('doctor')).toMatchObject({ code: 0 });
    await server?.command('CONFIG', 'SET', 'appendfsync', 'everysec');
    const { code, out } = await ask('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^redis: appendfsync is everysec: acknowledged messages are lost .*"appendfsync always" into redis\.conf/,
    );
  });

  it('[CM63] is named by doctor from 70 % of maxmemory on', async () => {
    const used = Number(/used_memory:(\d+)/.exec(await memory())?.[1]);
    await server?.command('CONFIG', 'SET', 'maxmemory', String(Math.round(used * 10)));
    expect(await ask('doctor')).toMatchObject({ code: 0 });
    await server?.command('CONFIG', 'SET', 'maxmemory', String(Math.round(used * 1.3)));
    const { code, out } = await ask('doctor', '--json');
    expect(code).toBe(1);
    const [finding] = (JSON.parse(out) as { findings: { about: string; message: string }[] }).findings;
    expect(finding).toMatchObject({
      about: 'redis',
      message: expect.stringMatching(/\(maxmemory\), \d+ %; full, it takes/),
    });
  });

  const memory = () => cli.withStore(async ({ keeping }) => `used_memory:${(await keeping.room()).usedBytes}`);

  it('[CM64] is not served with --strict, and the line to change is told', async () => {
    await server?.command('CONFIG', 'SET', 'appendfsync', 'everysec');
    const { code, err } = await ask('serve', '--strict');
    expect(code).toBe(1);
    expect(err).toMatch(
      /^Not started, for --strict was asked for\.\n {2}Redis: appendfsync is everysec: .*CONFIG SET appendfsync always\.$/,
    );
  });

  it('[CM64] is told loudly at the start, with and without --strict', async () => {
    await server?.command('CONFIG', 'SET', 'appendfsync', 'everysec');
    // The demo's store is refused after the settings were looked at: that ends this start without a listening relay.
    cli.set({ HOST: '192.0.2.1', PUBLIC_URL: 'https://chat.example' });
    const { err } = await ask('serve');
    expect(err).toMatch(/^WARNING: acknowledged messages may be lost\.\n {2}Redis: appendfsync is everysec/);
  });
});

describe('/metrics', () => {
  const key = 'k'.repeat(24);
  const world = {
    directory: () => ({ sites: () => [{ id: 'site_a' }], teams: () => [{ id: 'team_a' }] }) as object as DirectoryView,
    sockets: { visitorsAt: () => [1, 2], teamOf: () => [1] } as unknown,
  } as Partial<World> as World;
  const keeping = {
    room: async () => ({ usedBytes: 71, mostBytes: 100 }),
    risks: async () => [{ setting: 'a', value: 'b', needed: 'c', why: 'd' }],
  } as Partial<KeepingPort> as KeepingPort;
  const get = (metricsKey: string | undefined, shown?: string, store = keeping) =>
    metricsRoutes({ world, keeping: store, metricsKey } as Partial<HttpWorld> as HttpWorld).request('/metrics', {
      headers: shown === undefined ? {} : { authorization: `Bearer ${shown}` },
    });

  it('[CM65] gives figures of node and store to whoever shows the key, and to nobody else', async () => {
    expect((await get(undefined, key)).status).toBe(404);
    expect((await get(key)).status).toBe(401);
    expect((await get(key, `${key}x`)).status).toBe(401);
    const told = await get(key, key);
    expect(told.status).toBe(200);
    const text = await told.text();
    for (const line of [
      'tillside_visitor_sockets 2',
      'tillside_rep_sockets 1',
      'tillside_store_is_up 1',
      'tillside_store_used_bytes 71',
      'tillside_store_most_bytes 100',
      'tillside_store_fullness 0.71',
      'tillside_store_is_filling 1',
      'tillside_store_risks 1',
    ])
      expect(text.split('\n')).toContain(line);
  });

  it('[CM65] gives those of the node, and that the store does not answer, while it is away', async () => {
    const away = () => Promise.reject(new StoreUnavailableError('away'));
    const text = await (await get(key, key, { ...keeping, room: away, risks: away })).text();
    const lines = text.split('\n').filter((line) => line.startsWith('tillside_'));
    expect(lines).toEqual(expect.arrayContaining(['tillside_visitor_sockets 2', 'tillside_store_is_up 0']));
    expect(lines.filter((line) => line.startsWith('tillside_store'))).toHaveLength(1);
  });

  it('[CM65] warns from 70 % on, and never of a store without a limit', () => {
    expect(isFilling({ usedBytes: 69, mostBytes: 100 })).toBe(false);
    expect(isFilling({ usedBytes: 70, mostBytes: 100 })).toBe(true);
    expect(isFilling({ usedBytes: 70 })).toBe(false);
    expect(fullness({ usedBytes: 70 })).toBeUndefined();
  });
});
