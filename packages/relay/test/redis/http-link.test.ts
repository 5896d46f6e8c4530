import { describeHttpLink } from '../relay/http-link.suite.ts';
import { openStore } from './helpers/open-store.ts';
import { useRedis } from './helpers/use-redis.ts';

const server = useRedis();

describeHttpLink('two nodes of a Redis', async () => {
  const store = await openStore(server().url);
  return { store, close: () => store.close() };
});
