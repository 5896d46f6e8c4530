import { afterAll, afterEach, beforeAll } from 'vitest';
import { startRedisCluster } from '../../../../../test/helpers/redis-cluster.ts';
import type { RedisCluster, RedisClusterOptions } from '../../../../../test/helpers/redis-cluster.ts';
import { startRedisServer } from '../../../../../test/helpers/redis-server.ts';
import type { RedisServer, RedisServerOptions } from '../../../../../test/helpers/redis-server.ts';
import type { KeptStore } from '../../../src/ports/index.ts';
import type { StoreEvent } from '../../../src/redis/index.ts';
import { openStore } from './open-store.ts';

/** What is started before the tests of the surrounding file or `describe`, and stopped after them. */
function useStarted<T extends { stop(): Promise<void> }>(start: () => Promise<T>): () => T {
  let started: T | undefined;
  beforeAll(async () => {
    started = await start();
  }, 30_000);
  afterAll(async () => {
    await started?.stop();
    started = undefined;
  });
  return () => {
    if (started === undefined) throw new Error('The server is started before the tests, not while they are collected.');
    return started;
  };
}

/** A server for the surrounding file or `describe`. */
export function useRedis(options: RedisServerOptions = {}): () => RedisServer {
  return useStarted(() => startRedisServer(options));
}

/** A cluster for the surrounding file or `describe`; three masters unless said otherwise. */
export function useRedisCluster(options: RedisClusterOptions = {}): () => RedisCluster {
  return useStarted(() => startRedisCluster(options));
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
      const store = await openStore(url, (event) => events.push(event));
      stores.push(store);
      return store;
    },
  };
}
