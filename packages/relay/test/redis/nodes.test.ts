import { openRedisStore } from '../../src/redis/index.ts';
import { describeNodes } from '../model/nodes/describe-nodes.ts';
import { useRedis } from './helpers/use-redis.ts';

const server = useRedis();

describeNodes(
  'Redis',
  async (use) => {
    await server().flush();
    const store = await openRedisStore({ url: server().url });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  },
  { runs: 6, patienceMs: 20_000 },
);
