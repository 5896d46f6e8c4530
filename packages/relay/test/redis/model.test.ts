import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startRedisServer } from '../../../../test/helpers/redis-server.ts';
import type { RedisServer } from '../../../../test/helpers/redis-server.ts';
import { openStore } from './helpers/open-store.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { describeModel } from '../model/describe-model.ts';
import type { WithStore } from '../model/describe-model.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const onSqlite: WithStore = async (use) => {
  const own = await mkdtemp(join(folder, 'tillside-model-'));
  try {
    return await use(async () => openSqliteStore({ path: join(own, 't.db') }));
  } finally {
    await rm(own, { recursive: true, force: true });
  }
};

const onRedis: WithStore = async (use) => {
  await server.flush();
  return use(() => openStore(server.url));
};

describeModel('Redis, compared with SQLite', onRedis, { runs: 200, patienceMs: 1_500, against: onSqlite });
