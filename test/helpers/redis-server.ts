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

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** SIGKILL and, after a moment, the same server again on the same files. */
  restart(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Forgets everything. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** One command, one line back. */
function command(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${text}\r\n`));
    socket.once('data', (data) => {
      resolve(String(data).trim());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

async function untilReady(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await command(port, 'PING').catch(() => '')) === '+PONG') return;
    await delay(25);
  }
  throw new Error('redis-server did not answer within 5 s');
}

/** A killed process loses nothing of a file in memory, so no test but a benchmark needs to wait for the disk. */
const inMemory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A real redis-server with the documented settings, in a folder of its own. */
export async function startRedisServer(files: 'in memory' | 'on disk' = 'in memory'): Promise<RedisServer> {
  const folder = await mkdtemp(join(files === 'on disk' ? tmpdir() : inMemory, 'tillside-redis-'));
  const port = await freePort();
  const settings = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--dir',
    folder,
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ];
  const start = () =>
    spawn('redis-server', [...settings, '--save', '', '--maxmemory-policy', 'noeviction', '--loglevel', 'warning'], {
      stdio: 'ignore',
    });
  let child: ChildProcess = start();
  child.on('error', (error) => {
    throw new Error('redis-server is needed: apt-get install redis-server', { cause: error });
  });
  await untilReady(port);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    async restart() {
      await end('SIGKILL');
      child = start();
      await untilReady(port);
    },
    kill: (signal) => void child.kill(signal),
    async flush() {
      await command(port, 'FLUSHALL');
    },
    async stop() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
