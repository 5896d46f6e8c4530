import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

async function figuresOf(file: string, args: readonly string[], flags: readonly string[]): Promise<readonly number[]> {
  const { stdout } = await run(process.execPath, [...flags, join(import.meta.dirname, file), ...args]);
  return JSON.parse(stdout) as readonly number[];
}

/** The first use of a time zone loads Intl's tables: told apart, because a playbook in UTC pays nothing for it. */
export type ColdContender = 'ours' | 'ours, with a time zone' | 'closures' | 'json-logic-js';

/** Microseconds. */
export interface ColdFigures {
  readonly build: number;
  readonly first: number;
  readonly later: number;
}

export async function runCold(contender: ColdContender): Promise<ColdFigures> {
  const [build = Number.NaN, first = Number.NaN, later = Number.NaN] = await figuresOf(
    'cold-process.ts',
    [contender],
    [],
  );
  return { build, first, later };
}

/** Bytes an event allocates: with its decision, with changed facts only, with nothing changed; and what a decision holds. */
export async function runMemory(): Promise<{ decided: number; facts: number; nothing: number; decision: number }> {
  const flags = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'];
  const [decided = Number.NaN, facts = Number.NaN, nothing = Number.NaN, decision = Number.NaN] = await figuresOf(
    'memory-process.ts',
    [],
    flags,
  );
  return { decided, facts, nothing, decision };
}
