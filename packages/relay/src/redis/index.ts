export { openRedisStore } from './open.ts';
export type { RedisOptions } from './open.ts';
