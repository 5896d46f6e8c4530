import { openStore } from './helpers/open-store.ts';
import { describeCompacting, describeKeeping, describeStore } from '../contracts/index.ts';
import { useRedis, useRedisCluster } from './helpers/use-redis.ts';

/** A cluster refuses a script that names, or touches, keys of two slots: whatever passes here, passes on one of many nodes. */
const alone = useRedis({ isCluster: true });
const cluster = useRedisCluster();

describeStore('a Redis Cluster of one', async () => {
  await alone().flush();
  return openStore(alone().url);
});

describeStore('a Redis Cluster of three masters', async () => {
  await cluster().flush();
  return openStore(cluster().url);
});

describeKeeping('a Redis Cluster of three masters', async () => {
  await cluster().flush();
  return openStore(cluster().url);
});

describeCompacting('a Redis Cluster of three masters', async () => {
  await cluster().flush();
  return openStore(cluster().url);
});
