import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@tillside/relay';
import { freePort } from '../helpers/free-port.ts';
import { patiently } from '../helpers/patiently.ts';
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
  /** The one server that holds the data, where there is one. */
  readonly redis: RedisServer | undefined;
  /** Another server takes its place for everybody, from the next connection on. */
  promote(next: RedisServer): void;
  /** Where the store keeps its files. */
  readonly folder: string;
  /** Runs before the rest is stopped. */
  stopWith(end: () => Promise<void>): void;
  /** Conversations as they lie in the store. */
  logs(conversations: Iterable<string>): Promise<Logs>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly store: 'redis' | 'sqlite';
  readonly redis?: Omit<RedisServerOptions, 'folder'>;
  /** Servers that stand already, a cluster: its clients go where it sends them, so there is no network to break between. */
  readonly standing?: { readonly url: string; readonly stop: () => Promise<void> };
  /** Where the store keeps its files; `done` removes it. Default: a folder of its own. */
  readonly folder?: { readonly path: string; readonly done: () => Promise<void> };
  /** Default 3; on SQLite always 1. */
  readonly nodes?: number;
  /** Beside what every node is given. */
  readonly env?: (index: number) => Env;
}

const pageSize = 1_000;

async function readLogs(
  conversations: Iterable<string>,
  place: { readonly dataDir: string; readonly redisUrl: string | undefined },
): Promise<Logs> {
  const store = await patiently(() => openStore(place));
  try {
    const logs = new Map<string, readonly LogEntry[]>();
    for (const conversation of conversations) {
      const log: LogEntry[] = [];
      for (let page = pageSize; page === pageSize;) {
        const entries = await store.conversations.read(conversation, log.at(-1)?.offset ?? 0, pageSize);
        log.push(...entries.map((entry) => ({ ...entry, body: JSON.parse(entry.body) as unknown })));
        page = entries.length;
      }
      logs.set(conversation, log);
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
    const own = await mkdtemp(join(tmpdir(), 'tillside-chaos-'));
    stops.push(() => rm(own, { recursive: true, force: true }));
    if (options.folder !== undefined) stops.push(options.folder.done);
    const dataDir = options.folder?.path ?? own;
    let redis: RedisServer | undefined;
    const storeNetwork: FaultProxy[] = [];
    const { standing } = options;
    if (standing !== undefined) stops.push(standing.stop);
    else if (options.store === 'redis') {
      redis = await startRedisServer({ ...options.redis, folder: dataDir });
      stops.push(redis.stop);
    }
    const count = options.store === 'sqlite' ? 1 : (options.nodes ?? 3);
    const ports = await Promise.all(Array.from({ length: count }, freePort));
    const origin = `http://127.0.0.1:${ports[0]}`;
    const start = async (port: number, index: number): Promise<RelayNode> => {
      const env: Record<string, string> = { PUBLIC_URL: origin, DATA_DIR: dataDir, FILES_DIR: own };
      if (standing !== undefined) env['REDIS_URL'] = standing.url;
      else if (redis !== undefined) {
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
      folder: dataDir,
      stopWith: (end) => void stops.push(end),
      get redis() {
        return redis;
      },
      promote(next) {
        redis = next;
        for (const network of storeNetwork) network.leadTo(next.port);
      },
      logs: (conversations) => readLogs(conversations, { dataDir, redisUrl: standing?.url ?? redis?.url }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
