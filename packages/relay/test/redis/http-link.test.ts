import { describeHttpLink } from '../relay/http-link.suite.ts';
import { openRedisStore } from '../../src/redis/index.ts';
import { useRedis } from './helpers/use-redis.ts';

const server = useRedis();

describeHttpLink('two nodes of a Redis', async () => {
  const store = await openRedisStore({ url: server().url, emit: () => {} });
  return { store, close: () => store.close() };
});
