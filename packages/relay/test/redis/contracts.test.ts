import { openRedisStore } from '../../src/redis/index.ts';
import { describeStore } from '../contracts/index.ts';
import { useRedis } from './helpers/use-redis.ts';

const server = useRedis();

describeStore('Redis', async () => {
  await server().flush();
  return openRedisStore({ url: server().url });
});
