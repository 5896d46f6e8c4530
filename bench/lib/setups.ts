import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedisServer } from '../../test/helpers/redis-server.ts';
import { openEchoPair, openRelayPair } from './pairs.ts';
import type { Pair } from './pairs.ts';
import { endWith, startServer } from './processes.ts';

/** What a message goes through, running. */
export interface Setup {
  /** Of every process whose CPU counts. */
  readonly pids: readonly number[];
  open(): Promise<Pair>;
  stop(): Promise<void>;
}

export interface SetupKind {
  readonly name: string;
  start(): Promise<Setup>;
}

async function startEcho(): Promise<Setup> {
  const server = await startServer('echo-server.ts');
  return { pids: [server.pid], open: () => openEchoPair(server.port), stop: server.stop };
}

async function startOnSqlite(): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-bench-'));
  const server = await startServer('relay-server.ts', { DATA_DIR: folder, REDIS_URL: '' });
  return {
    pids: [server.pid],
    open: () => openRelayPair(server.port, server.port),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startOnRedis(nodes: 1 | 2): Promise<Setup> {
  const redis = await startRedisServer({ files: 'on disk' });
  endWith(() => redis.kill('SIGKILL'));
  const first = await startServer('relay-server.ts', { REDIS_URL: redis.url });
  const second = nodes === 2 ? await startServer('relay-server.ts', { REDIS_URL: redis.url }) : first;
  return {
    pids: [...new Set([first.pid, second.pid, redis.pid])],
    open: () => openRelayPair(first.port, second.port),
    async stop() {
      await first.stop();
      if (second !== first) await second.stop();
      await redis.stop();
    },
  };
}

/** The reference first. */
export const messagePathSetups: readonly SetupKind[] = [
  { name: 'bare ws echo: no store, no check, one socket', start: startEcho },
  { name: 'one node, SQLite (synchronous=FULL)', start: startOnSqlite },
  { name: 'one node, Redis (appendfsync always)', start: () => startOnRedis(1) },
  { name: 'two nodes, Redis (appendfsync always)', start: () => startOnRedis(2) },
];
