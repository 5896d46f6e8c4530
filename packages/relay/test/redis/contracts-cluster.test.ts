import { openRedisStore } from '../../src/redis/index.ts';
import { describeCompacting, describeKeeping, describeStore } from '../contracts/index.ts';
import { useRedis, useRedisCluster } from './helpers/use-redis.ts';

/** A cluster refuses a script that names, or touches, keys of two slots: whatever passes here, passes on one of many nodes. */
const alone = useRedis({ isCluster: true });
const cluster = useRedisCluster();

describeStore('a Redis Cluster of one', async () => {
  await alone().flush();
  return openRedisStore({ url: alone().url });
});

describeStore('a Redis Cluster of three masters', async () => {
  await cluster().flush();
  return openRedisStore({ url: cluster().url });
});

describeKeeping('a Redis Cluster of three masters', async () => {
  await cluster().flush();
  return openRedisStore({ url: cluster().url });
});

describeCompacting('a Redis Cluster of three masters', async () => {
  await cluster().flush();
  return openRedisStore({ url: cluster().url });
});
