import { once } from 'node:events';
import { startServe } from '../helpers/tillside.ts';
import type { Served } from '../helpers/tillside.ts';
import { startFaultProxy } from './proxy.ts';
import type { FaultProxy } from './proxy.ts';

/** One relay process, and the stretch of network between it and everybody. */
export interface RelayNode {
  readonly index: number;
  /** Of the process that runs now. */
  readonly pid: () => number | undefined;
  /** Where parties reach it: through the network. */
  readonly url: string;
  readonly network: FaultProxy;
  /** Since when it does not answer, as a balancer's look would show; undefined: it does. */
  readonly goneSince: () => number | undefined;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** SIGTERM, as an operator restarts it; resolves once it is gone. */
  drain(): Promise<void>;
  /** The same node again, on the same port. */
  start(): Promise<void>;
  /** How many errors it logged so far, and the last of them. */
  readonly logged: () => readonly string[];
  stop(): Promise<void>;
}

export type Env = Readonly<Record<string, string>>;

/** @param port stays the same over its lives */
export async function startNode(index: number, port: number, env: Env): Promise<RelayNode> {
  const logged: string[] = [];
  let goneSince: number | undefined;
  let served: Served | undefined;

  async function start(): Promise<void> {
    served = await startServe({ ...env, PORT: String(port), TRUST_PROXY: '1' }, '--demo');
    goneSince = undefined;
    const { err } = served;
    let read = 0;
    served.child.stderr?.on('data', () => {
      const lines = err().slice(read).split('\n').slice(0, -1);
      for (const line of lines) {
        read += line.length + 1;
        if (line.includes('"level":"error"')) logged.push(line);
      }
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = served?.child;
    goneSince ??= Date.now();
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    // A frozen one hears nothing but SIGKILL.
    await gone;
  }

  await start();
  const network = await startFaultProxy(port);
  return {
    index,
    pid: () => served?.child.pid,
    url: `http://127.0.0.1:${network.port}`,
    network,
    goneSince: () => goneSince,
    kill: () => end('SIGKILL'),
    freeze() {
      goneSince = Date.now();
      served?.child.kill('SIGSTOP');
    },
    thaw() {
      served?.child.kill('SIGCONT');
      goneSince = undefined;
    },
    drain: () => end('SIGTERM'),
    start,
    logged: () => logged,
    async stop() {
      await end('SIGKILL');
      await network.close();
    },
  };
}
