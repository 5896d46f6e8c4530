import { openStore } from './helpers/open-store.ts';
import { describeNodes } from '../model/nodes/describe-nodes.ts';
import type { WithStore } from '../model/nodes/describe-nodes.ts';
import { useRedis, useRedisCluster } from './helpers/use-redis.ts';

interface Emptied {
  readonly url: string;
  flush(): Promise<void>;
}

const on =
  (server: () => Emptied): WithStore =>
  async (use) => {
    await server().flush();
    const store = await openStore(server().url);
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };

describeNodes('Redis', on(useRedis()), { runs: 6, patienceMs: 20_000 });
describeNodes('a Redis Cluster of three masters', on(useRedisCluster()), { runs: 2, patienceMs: 20_000 });
