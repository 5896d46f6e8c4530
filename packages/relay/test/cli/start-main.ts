import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

/** The `tillside` command as a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  /** What standard output matches, once it does; rejects when the process ends before. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves once it is gone. */
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

/** Starts it with this environment and nothing of the test's own but PATH. */
export function startMain(argv: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [main, ...argv], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const heard = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const check of heard) check();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return {
    child,
    out: () => out,
    err: () => err,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const match = pattern.exec(out);
          if (match !== null) resolve(match);
        };
        heard.add(check);
        check();
        void ended.then(({ code }) =>
          reject(new Error(`it ended with ${code} before it printed ${String(pattern)}: ${err}`)),
        );
      }),
    ended,
  };
}

export interface Served extends Running {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** SIGTERM; resolves once it is gone. */
  stop(): Running['ended'];
}

/** A relay on a free port, once it is ready. */
export async function startServe(env: Readonly<Record<string, string>>, ...flags: readonly string[]): Promise<Served> {
  const running = startMain(['serve', ...flags], { PORT: '0', LOG_LEVEL: 'warn', ...env });
  const [, url = ''] = await running.prints(/Console +(http:\/\/127\.0\.0\.1:\d+)\/console\//);
  return {
    ...running,
    url,
    stop() {
      running.child.kill('SIGTERM');
      return running.ended;
    },
  };
}
