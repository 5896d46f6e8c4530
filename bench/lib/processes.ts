import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Server {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

const ends: (() => void)[] = [];
process.once('exit', () => {
  for (const end of ends) end();
});

/** Does this when the benchmark ends, however it does: what it started must not live on. */
export function endWith(end: () => void): void {
  ends.push(end);
}

/** Starts a file of this folder and waits for the port it prints. */
export async function startServer(file: string, env: Readonly<Record<string, string>> = {}): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  endWith(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  const exited = once(child, 'exit').then(() => {
    throw new Error(`${file} ended before it listened`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), exited])) as [string];
  exited.catch(() => {});
  return {
    pid: child.pid ?? 0,
    port: Number(line),
    async stop() {
      child.kill('SIGKILL');
      await exited.catch(() => {});
    },
  };
}
