import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../../test/helpers/free-port.ts';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { openRedisStore } from '../../src/redis/index.ts';
import { listReply, startFakeServer } from './helpers/fake-server.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const stores = useStores();

/** What opening is refused with. */
async function refusal(url: string): Promise<string> {
  const error = await openRedisStore({ url }).then(
    () => undefined,
    (why: unknown) => why,
  );
  expect(error).toBeInstanceOf(StoreUnavailableError);
  const { message } = error as Error;
  expect(message).not.toContain('\n');
  return message;
}

const remedy = 'Start it, or correct REDIS_URL.';

describe('a server that cannot be the store', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it('[ST62] is not there', async () => {
    const port = await freePort();
    const wanted = `Redis at 127.0.0.1:${port} (REDIS_URL) cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}. ${remedy}`;
    expect(await refusal(`redis://127.0.0.1:${port}`)).toBe(wanted);
  });

  it('[ST62] does not answer', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise((resolve) => void server.close(() => resolve())));
    const { port } = server.address() as AddressInfo;
    expect(await refusal(`redis://127.0.0.1:${port}`)).toMatch(
      /^Redis at 127\.0\.0\.1:\d+ \(REDIS_URL\) cannot be reached: /,
    );
  });

  it('[ST62] says no such name', async () => {
    expect(await refusal('redis://no-such-host.invalid:6379')).toMatch(
      /cannot be reached: getaddrinfo E\w+ no-such-host/,
    );
  });

  const hello = (fields: Readonly<Record<string, string>>) =>
    listReply(
      ...Object.entries({ server: 'redis', version: '7.0.15', mode: 'standalone', role: 'master', ...fields }).flat(),
    );

  const unsuitable: readonly [what: string, answers: Readonly<Record<string, string>>, why: string][] = [
    [
      'too old',
      { HELLO: hello({ version: '6.2.14' }) },
      'it is Redis 6.2.14, and Redis 7 or newer (or Valkey) is needed.',
    ],
    ['a replica', { HELLO: hello({ role: 'replica' }) }, 'it is a replica, which takes no writes.'],
    ['a Sentinel', { HELLO: hello({ mode: 'sentinel' }) }, 'it is a Sentinel, which keeps nothing itself.'],
  ];

  it.each(unsuitable)('[ST62] is %s', async (_, answers, why) => {
    const server = await startFakeServer({ CLIENT: '+OK\r\n', ...answers });
    stops.push(server.close);
    expect(await refusal(`redis://127.0.0.1:${server.port}`)).toBe(
      `Redis at 127.0.0.1:${server.port} (REDIS_URL) cannot be used: ${why}`,
    );
  });
});

describe('a command on the command line', () => {
  const server = useRedis();

  async function tillside(redisUrl: string) {
    const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
    const child = spawn(process.execPath, [main, 'site', 'list'], { env: { ...process.env, REDIS_URL: redisUrl } });
    const [out, err] = [text(child.stdout), text(child.stderr)];
    const [code] = (await once(child, 'exit')) as [number];
    return { code, out: await out, err: await err };
  }

  it('[ST62] says in one line that the server is not there, and ends with 1', async () => {
    const { code, out, err } = await tillside(`redis://127.0.0.1:${await freePort()}`);
    expect(err).toMatch(
      /^Redis at 127\.0\.0\.1:\d+ \(REDIS_URL\) cannot be reached: .* Start it, or correct REDIS_URL\.\n$/,
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
  });

  it('[ST48] ends by itself when it is done', async () => {
    expect(await tillside(server().url)).toMatchObject({ code: 0, err: '' });
  });
});

describe('a server with a password', () => {
  const server = useRedis({ settings: { requirepass: 'hunter2' } });

  it.each([
    ['a wrong one', (url: string) => url.replace('redis://', 'redis://:wrong@'), 'WRONGPASS'],
    ['none', (url: string) => url, 'NOAUTH'],
  ])('[ST62] refuses %s at once, without telling it', async (_, given, code) => {
    const message = await refusal(given(server().url));
    expect(message).toContain(`cannot be reached: ${code}`);
    expect(message).toContain(remedy);
    expect(message).not.toMatch(/wrong@|hunter2/);
  });

  it('[ST62] takes the right one', async () => {
    const store = await stores.open(server().url.replace('redis://', 'redis://:hunter2@'));
    await expect(store.ping()).resolves.toBeUndefined();
  });
});

describe('settings under which acknowledged messages may be lost', () => {
  const documented = useRedis();
  const careless = useRedis({
    settings: {
      appendonly: 'no',
      appendfsync: 'everysec',
      'no-appendfsync-on-rewrite': 'yes',
      'maxmemory-policy': 'allkeys-lru',
    },
  });

  it('[ST63] are named, each with its value and what is needed', async () => {
    await stores.open(careless().url);
    expect(stores.events.every(({ name, level }) => name === 'store.unsafe' && level === 'warn')).toBe(true);
    expect(stores.events.map(({ setting, value, needed }) => [setting, value, needed])).toEqual([
      ['appendonly', 'no', 'yes'],
      ['appendfsync', 'everysec', 'always'],
      ['no-appendfsync-on-rewrite', 'yes', 'no'],
      ['maxmemory-policy', 'allkeys-lru', 'noeviction'],
    ]);
    for (const { why } of stores.events) expect(why).toMatch(/lose|lost|deleted/);
  });

  it('[ST63] are not there where Redis is run as documented', async () => {
    await stores.open(documented().url);
    expect(stores.events).toEqual([]);
  });

  it('[ST63] are nobody’s business where the server does not let this user look', async () => {
    const rules = ['on', '>secret', '~tillside:*', '&tillside:*', '+@all', '-@admin', '-@dangerous', '-hello'];
    expect(await careless().command('ACL', 'SETUSER', 'relay', ...rules)).toBe('+OK');
    const store = await stores.open(careless().url.replace('redis://', 'redis://relay:secret@'));
    expect(stores.events).toEqual([]);
    await expect(store.directory.secret()).resolves.toMatch(/^[0-9a-f]{64}$/);
    const heard = Promise.withResolvers<string>();
    await store.bus.listen('cnv/x', heard.resolve);
    store.bus.ring('cnv/x', 'it works');
    expect(await heard.promise).toBe('it works');
  });
});
