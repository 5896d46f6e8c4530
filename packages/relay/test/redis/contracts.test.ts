import { openStore } from './helpers/open-store.ts';
import { describeCompacting, describeKeeping, describeStore } from '../contracts/index.ts';
import { useRedis } from './helpers/use-redis.ts';

const server = useRedis();

const open = async () => {
  await server().flush();
  return openStore(server().url);
};

describeStore('Redis', open);
describeKeeping('Redis', open);
describeCompacting('Redis', open);
