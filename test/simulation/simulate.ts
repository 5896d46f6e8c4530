import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Summary } from './lives.ts';

const exec = promisify(execFile);

async function run(args: readonly string[]): Promise<unknown> {
  const program = join(import.meta.dirname, 'run.ts');
  const { stdout } = await exec(process.execPath, [program, '--json', ...args], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** Lives in a process of their own, for they take over its time. */
export const simulate = async (args: readonly string[]): Promise<Summary> => (await run(args)) as Summary;

/** What is wrong at the end of a plan that was written down. */
export async function simulateCase(name: string): Promise<readonly string[]> {
  const { faults } = (await run(['--case', name])) as { readonly faults: readonly string[] };
  return faults;
}
