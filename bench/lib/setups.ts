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
  /** Of the server that connections come to. */
  readonly pid: number;
  readonly port: number;
  /** How many commands the Redis behind it was given; 0 without one. */
  commands(): Promise<number>;
  open(): Promise<Pair>;
  stop(): Promise<void>;
}

export interface SetupKind {
  readonly name: string;
  start(): Promise<Setup>;
}

/**
 * How much of its memory V8 keeps for what is young, megabytes; absent: as Node does, up to 96 MB with any load. A process has it once,
 * however many connections it holds.
 */
export interface Young {
  readonly youngMb?: number;
}

const withYoung = ({ youngMb }: Young): Readonly<Record<string, string>> =>
  youngMb === undefined ? {} : { NODE_OPTIONS: `--max-semi-space-size=${youngMb}` };

export async function openEchoOnly(young: Young = {}): Promise<Setup> {
  const server = await startServer('echo-server.ts', withYoung(young));
  const { pid, port, stop } = server;
  return { pids: [pid], pid, port, commands: async () => 0, open: () => openEchoPair(port), stop };
}

export async function openOnSqlite(young: Young = {}): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-bench-'));
  const server = await startServer('relay-server.ts', { DATA_DIR: folder, REDIS_URL: '', ...withYoung(young) });
  return {
    pids: [server.pid],
    pid: server.pid,
    port: server.port,
    commands: async () => 0,
    open: () => openRelayPair(server.port, server.port),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startOnRedis(nodes: 1 | 2, young: Young = {}): Promise<Setup> {
  const env = (url: string) => ({ REDIS_URL: url, ...withYoung(young) });
  const redis = await startRedisServer({ files: 'on disk' });
  endWith(() => redis.kill('SIGKILL'));
  const first = await startServer('relay-server.ts', env(redis.url));
  const second = nodes === 2 ? await startServer('relay-server.ts', env(redis.url)) : first;
  return {
    pids: [...new Set([first.pid, second.pid, redis.pid])],
    pid: first.pid,
    port: first.port,
    async commands() {
      const processed = "redis.call('INFO', 'stats'):match('total_commands_processed:(%d+)')";
      return Number((await redis.command('EVAL', `return tonumber(${processed})`, '0')).slice(1));
    },
    open: () => openRelayPair(first.port, second.port),
    async stop() {
      await first.stop();
      if (second !== first) await second.stop();
      await redis.stop();
    },
  };
}

export const openOnRedis = (young: Young = {}): Promise<Setup> => startOnRedis(1, young);

/** The reference first. */
export const messagePathSetups: readonly SetupKind[] = [
  { name: 'bare ws echo: no store, no check, one socket', start: () => openEchoOnly() },
  { name: 'one node, SQLite (synchronous=FULL)', start: () => openOnSqlite() },
  { name: 'one node, Redis (appendfsync always)', start: () => openOnRedis() },
  { name: 'two nodes, Redis (appendfsync always)', start: () => startOnRedis(2) },
];
