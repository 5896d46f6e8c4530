import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** Settings by name, as in redis.conf; an empty value is written as `""` there. */
type Settings = Readonly<Record<string, string>>;

export interface RedisServerOptions {
  /** A killed process loses nothing of a file in memory: only a benchmark waits for the disk. Default `in memory`. */
  readonly files?: 'in memory' | 'on disk';
  /** A cluster of this one node, with all slots: it refuses scripts that touch two of them. Default false. */
  readonly isCluster?: boolean;
  /** As a node of a cluster that `startRedisCluster` puts together: without a slot of its own. Default: all of them. */
  readonly isPart?: boolean;
  /** Beside the documented ones, or instead of them. */
  readonly settings?: Settings;
  /** Where it keeps its files; stays the caller's. Default: a folder of its own, removed with it. */
  readonly folder?: string;
  /** Beside the environment of the tests. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Where the nodes of a cluster speak with each other; 0 of a server that is in none. */
  readonly clusterPort: number;
  /** Of the process that runs now. */
  readonly pid: number;
  /** SIGKILL and the same server again on the same files, or what `meanwhile` made of them. Resolves once it answers. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Resolves once the process that runs now is gone, by itself or not. */
  gone(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** One command, its words apart; resolves to the answer's first line, e.g. `+OK`, `:1`, `-ERR …`. */
  command(...words: readonly string[]): Promise<string>;
  /** Forgets everything. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** As docs/operations.md asks for it. */
const documented: Settings = {
  appendonly: 'yes',
  appendfsync: 'always',
  save: '',
  'maxmemory-policy': 'noeviction',
};

function ask(port: number, words: readonly string[]): Promise<string> {
  const text = `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.once('data', (data) => {
      resolve(String(data).split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('redis-server closed the connection')));
  });
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Its port was somebody else's by the time it listened there. */
class EndedAtOnceError extends Error {}

async function untilAnswers(
  child: ChildProcess,
  port: number,
  words: readonly string[],
  isMeant: (answer: string) => boolean,
) {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    if (hasEnded(child)) throw new EndedAtOnceError(`redis-server ended with ${child.exitCode ?? child.signalCode}`);
    if (isMeant(await ask(port, words).catch(() => ''))) return;
    await delay(25);
  }
  throw new Error(`redis-server did not answer ${words.join(' ')} within 30 s`);
}

const inMemory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Who ends at once gets other ports, so often. */
const tries = 3;

/** A real redis-server with the documented settings, in a folder of its own. */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnFreePorts(options);
    } catch (error) {
      if (!(error instanceof EndedAtOnceError) || attempt === tries) throw error;
    }
  }
}

async function startOnFreePorts(options: RedisServerOptions): Promise<RedisServer> {
  const { files = 'in memory', isCluster = false, isPart = false, settings = {} } = options;
  const folder = options.folder ?? (await mkdtemp(join(files === 'on disk' ? tmpdir() : inMemory, 'tillside-redis-')));
  const port = await freePort();
  // Its own default, 10,000 above the port, may lie beyond the last.
  const clusterPort = isCluster ? await freePort() : 0;
  const own: Settings = {
    bind: '127.0.0.1',
    port: String(port),
    dir: folder,
    loglevel: 'warning',
    ...(isCluster ? { 'cluster-enabled': 'yes', 'cluster-port': String(clusterPort) } : {}),
  };
  const all = { ...documented, ...settings, ...own };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  const start = () => spawn('redis-server', args, { stdio: 'ignore', env: { ...process.env, ...options.env } });
  const command = (...words: readonly string[]) => ask(port, words);

  let child: ChildProcess = start();
  child.on('error', (error) => {
    throw new Error('redis-server is needed: apt-get install redis-server', { cause: error });
  });
  const untilReady = async () => {
    // It answers, and does not load its files any more.
    await untilAnswers(child, port, ['PING'], (answer) => answer === '+PONG' || answer.startsWith('-NOAUTH'));
    if (isCluster && !isPart)
      await untilAnswers(child, port, ['EXISTS', 'a-key-of-some-slot'], (answer) => answer.startsWith(':'));
  };
  const gone = async () => {
    if (!hasEnded(child)) await once(child, 'exit');
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = gone();
    child.kill(signal);
    await ended;
  };
  if (isCluster && !isPart) {
    await untilAnswers(child, port, ['PING'], (answer) => answer === '+PONG');
    await command('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  }
  await untilReady();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    clusterPort,
    get pid() {
      return child.pid ?? 0;
    },
    async restart(meanwhile) {
      await end('SIGKILL');
      await meanwhile?.();
      child = start();
      await untilReady();
    },
    kill: (signal) => void child.kill(signal),
    gone,
    command,
    async flush() {
      await command('FLUSHALL');
    },
    async stop() {
      await end('SIGKILL');
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
