import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@tillside/relay';
import { freePort } from '../helpers/free-port.ts';
import { startRedisServer } from '../helpers/redis-server.ts';
import type { RedisServer, RedisServerOptions } from '../helpers/redis-server.ts';
import type { LogEntry, Logs } from './check.ts';
import { startNode } from './node.ts';
import type { Env, RelayNode } from './node.ts';
import { startFaultProxy } from './proxy.ts';
import type { FaultProxy } from './proxy.ts';

/** Relays, their store, and the network between them. */
export interface World {
  readonly nodes: readonly RelayNode[];
  /** The origin that the sites take. */
  readonly origin: string;
  /** Between each node and its store; empty on SQLite. */
  readonly storeNetwork: readonly FaultProxy[];
  /** The server that holds the data; only where there is one. */
  readonly redis: RedisServer | undefined;
  /** Another server takes its place for everybody, from the next connection on. */
  promote(next: RedisServer): void;
  /** All conversations as they lie in the store. */
  logs(): Promise<Logs>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly store: 'redis' | 'sqlite';
  readonly redis?: RedisServerOptions;
  /** Default 3; on SQLite always 1. */
  readonly nodes?: number;
  /** Beside what every node is given. */
  readonly env?: (index: number) => Env;
}

const sites = ['site_halden', 'site_fernway'] as const;
const pageSize = 1_000;

async function readLogs(place: { readonly dataDir: string; readonly redisUrl: string | undefined }): Promise<Logs> {
  const store = await openStore(place);
  try {
    const logs = new Map<string, readonly LogEntry[]>();
    for (const site of sites) {
      for (const { conversation } of await store.conversations.recent(site, Number.MAX_SAFE_INTEGER, 5_000)) {
        const log: LogEntry[] = [];
        for (let page = pageSize; page === pageSize;) {
          const entries = await store.conversations.read(conversation, log.at(-1)?.offset ?? 0, pageSize);
          log.push(...entries.map((entry) => ({ ...entry, body: JSON.parse(entry.body) as unknown })));
          page = entries.length;
        }
        logs.set(conversation, log);
      }
    }
    return logs;
  } finally {
    await store.close();
  }
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).toReversed()) await end();
  };
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'tillside-chaos-'));
    stops.push(() => rm(dataDir, { recursive: true, force: true }));
    let redis: RedisServer | undefined;
    const storeNetwork: FaultProxy[] = [];
    if (options.store === 'redis') {
      redis = await startRedisServer(options.redis);
      stops.push(redis.stop);
    }
    const count = redis === undefined ? 1 : (options.nodes ?? 3);
    const ports = await Promise.all(Array.from({ length: count }, freePort));
    const origin = `http://127.0.0.1:${ports[0]}`;
    const start = async (port: number, index: number): Promise<RelayNode> => {
      const env: Record<string, string> = { PUBLIC_URL: origin, DATA_DIR: dataDir, FILES_DIR: dataDir };
      if (redis !== undefined) {
        const network = await startFaultProxy(redis.port, true);
        stops.push(network.close);
        storeNetwork[index] = network;
        env['REDIS_URL'] = `redis://127.0.0.1:${network.port}`;
      }
      const node = await startNode(index, port, { ...env, ...options.env?.(index) });
      stops.push(node.stop);
      return node;
    };
    // The first one brings the sites, so that the others find them.
    const nodes = [await start(ports[0] ?? 0, 0)];
    nodes.push(...(await Promise.all(ports.slice(1).map((port, at) => start(port, at + 1)))));
    return {
      nodes,
      origin,
      storeNetwork,
      get redis() {
        return redis;
      },
      promote(next) {
        redis = next;
        for (const network of storeNetwork) network.leadTo(next.port);
      },
      logs: () => readLogs({ dataDir, redisUrl: redis?.url }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
