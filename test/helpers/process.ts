import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A program as a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  /** What standard output matches, once it does; rejects when the process ends before. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves once it is gone. */
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Starts it with this environment, and of the test's own nothing but where programs are. */
export function startProcess(
  command: string,
  argv: readonly string[],
  { env = {}, cwd }: ProcessOptions = {},
): Running {
  const child = spawn(command, argv, {
    // Debian keeps servers where only root looks.
    env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin`, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
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
        ended.then(({ code }) => reject(new Error(`it ended with ${code} without ${String(pattern)}: ${err}`)), reject);
      }),
    ended,
  };
}

/** Runs it to its end; throws what it said when that is not 0. */
export async function runProcess(command: string, argv: readonly string[], options?: ProcessOptions): Promise<string> {
  const { code, out, err } = await startProcess(command, argv, options).ended;
  if (code !== 0) throw new Error(`${command} ${argv.join(' ')} ended with ${code}: ${err}${out}`);
  return out;
}
