import { afterAll, afterEach, beforeAll } from 'vitest';
import { startRedisServer } from '../../../../../test/helpers/redis-server.ts';
import type { RedisServer, RedisServerOptions } from '../../../../../test/helpers/redis-server.ts';
import type { KeptStore } from '../../../src/ports/index.ts';
import { openRedisStore } from '../../../src/redis/index.ts';
import type { StoreEvent } from '../../../src/redis/index.ts';

/** A server for the surrounding file or `describe`. */
export function useRedis(options: RedisServerOptions = {}): () => RedisServer {
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await startRedisServer(options);
  });
  afterAll(async () => {
    await server?.stop();
    server = undefined;
  });
  return () => {
    if (server === undefined) throw new Error('The server is started before the tests, not while they are collected.');
    return server;
  };
}

/** Opens stores that are closed after each test, and writes down what they report. */
export function useStores(): { open(url: string): Promise<KeptStore>; readonly events: StoreEvent[] } {
  const stores: KeptStore[] = [];
  const events: StoreEvent[] = [];
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    events.length = 0;
  });
  return {
    events,
    async open(url) {
      const store = await openRedisStore({ url, emit: (event) => events.push(event) });
      stores.push(store);
      return store;
    },
  };
}
