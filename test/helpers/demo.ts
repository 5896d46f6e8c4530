import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startRedisServer } from './redis-server.ts';

const root = join(import.meta.dirname, '..', '..');

/** One relay process of the demo. */
export interface DemoNode {
  readonly port: number;
  /** http://127.0.0.1:PORT, where the console is. */
  readonly url: string;
  /** http://shop.localhost:PORT/shop/, another origin than the console's. */
  readonly shop: string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** The same node again, on the same port. */
  start(): Promise<void>;
  /** Both, at once. */
  restart(): Promise<void>;
}

export interface Demo {
  /** Where shoppers are. */
  readonly shopNode: DemoNode;
  /** Where reps are; the same node on SQLite, another one on Redis. */
  readonly consoleNode: DemoNode;
  /** What `tillside` prints, run against the demo's store. */
  cli(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

type Env = Readonly<Record<string, string>>;

async function startNode(env: Env): Promise<DemoNode & { stop(): Promise<void> }> {
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn(process.execPath, [join(root, 'packages/relay/src/main.ts'), 'serve', '--demo'], {
      env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: '', LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit').then(() => {
      throw new Error('the relay ended before it was ready');
    });
    const ready = new Promise<void>((resolve) => {
      let said = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Console')) resolve();
      });
    });
    await Promise.race([ready, exited]);
    exited.catch(() => {});
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    shop: `http://shop.localhost:${port}/shop/`,
    kill,
    start,
    async restart() {
      await kill();
      await start();
    },
    stop: kill,
  };
}

function cliIn(env: Env): Demo['cli'] {
  return async (...args) => {
    const child = spawn(process.execPath, [join(root, 'packages/relay/src/main.ts'), ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += String(text);
    });
    await once(child, 'close');
    return printed;
  };
}

/** The demo as `npm start` plays it: one node on SQLite, or two nodes on a Redis of their own. */
export async function startDemo(store: 'sqlite' | 'redis'): Promise<Demo> {
  if (store === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'tillside-demo-'));
    const env = { DATA_DIR: folder, REDIS_URL: '' };
    const node = await startNode(env);
    return {
      shopNode: node,
      consoleNode: node,
      cli: cliIn(env),
      async stop() {
        await node.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  const redis = await startRedisServer();
  const env = { REDIS_URL: redis.url };
  const shopNode = await startNode(env);
  const consoleNode = await startNode(env);
  return {
    shopNode,
    consoleNode,
    cli: cliIn(env),
    async stop() {
      await shopNode.stop();
      await consoleNode.stop();
      await redis.stop();
    },
  };
}
