import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** An entry as a client saw it. */
export interface SeenEntry {
  readonly offset: number;
  readonly chain: string;
  readonly session: string;
  readonly seq: number;
  readonly kind: string;
  readonly body: { readonly text?: string };
}

/** What a client prints when its conversation is resolved. */
export interface Summary {
  readonly connections: number;
  readonly cutsLeft: number;
  readonly notes: readonly object[];
  readonly entries: readonly SeenEntry[];
}

/** Runs the Python client to its end. Rejects with what it wrote to standard error. */
export async function runClient(
  party: 'visitor' | 'rep',
  options: Readonly<Record<string, string | number>>,
  signal: AbortSignal,
): Promise<Summary> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  // Without the machine's own packages and settings: only the standard library and the client's files beside it.
  const child = spawn('python3', ['-B', '-s', '-E', join(import.meta.dirname, 'client.py'), party, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const ended = once(child, 'close') as Promise<[number]>;
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]).catch(explain);
  if (code !== 0) throw new Error(`the ${party} in Python ended with ${code}:\n${errors}`);
  return JSON.parse(output) as Summary;
}

function explain(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    throw new Error('python3 is not there; on Debian: apt-get install python3', { cause: error });
  throw error;
}
