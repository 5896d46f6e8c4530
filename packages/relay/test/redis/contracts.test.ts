import { afterAll, beforeAll } from 'vitest';
import { startRedisServer } from '../../../../test/helpers/redis-server.ts';
import type { RedisServer } from '../../../../test/helpers/redis-server.ts';
import { openRedisStore } from '../../src/redis/index.ts';
import { describeStore } from '../contracts/index.ts';

let server: RedisServer;

beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

describeStore('Redis', async () => {
  await server.flush();
  return openRedisStore({ url: server.url });
});
