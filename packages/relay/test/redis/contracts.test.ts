import { openRedisStore } from '../../src/redis/index.ts';
import { describeCompacting, describeKeeping, describeStore } from '../contracts/index.ts';
import { useRedis } from './helpers/use-redis.ts';

const server = useRedis();

const open = async () => {
  await server().flush();
  return openRedisStore({ url: server().url });
};

describeStore('Redis', open);
describeKeeping('Redis', open);
describeCompacting('Redis', open);
