import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A program of `programs/` in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  /** Its standard output, line by line. */
  readonly lines: AsyncIterable<string>;
  /** Resolves with its exit code (null: killed) once it is gone and its output was read. */
  readonly gone: Promise<number | null>;
}

export function startChild(program: string, ...args: readonly string[]): Child {
  const path = join(import.meta.dirname, 'programs', program);
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'close').then(([code]) => code as number | null);
  return { process: child, lines: createInterface({ input: child.stdout }), gone };
}

/** Everything it prints until it ends by itself; throws when it ends badly. */
export async function runChild(program: string, ...args: readonly string[]): Promise<string[]> {
  const { lines, gone } = startChild(program, ...args);
  const printed: string[] = [];
  for await (const line of lines) printed.push(line);
  const code = await gone;
  if (code !== 0) throw new Error(`${program} ended with ${code}.`);
  return printed;
}
