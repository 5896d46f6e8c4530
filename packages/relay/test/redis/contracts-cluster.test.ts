import { openRedisStore } from '../../src/redis/index.ts';
import { describeStore } from '../contracts/index.ts';
import { useRedis } from './helpers/use-redis.ts';

/** A cluster refuses a script that names, or touches, keys of two slots: whatever passes here, passes on one of many nodes. */
const server = useRedis({ isCluster: true });

describeStore('a Redis Cluster of one', async () => {
  await server().flush();
  return openRedisStore({ url: server().url });
});
