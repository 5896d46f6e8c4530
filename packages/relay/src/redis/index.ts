export { openRedisStore } from './open.ts';
export type { RedisOptions, StoreEvent } from './open.ts';
