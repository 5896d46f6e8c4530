import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Figures } from '../../../test/simulation/day/figures.ts';
import type { Told } from '../../../test/simulation/day/waits.ts';

/** What a day is lived for: to compare ways of granting, or to hear what those who wait are told. */
export interface Task {
  readonly kind: 'ways' | 'waits';
  readonly seeds: readonly number[];
}

export interface DayResults {
  /** Of each day the figures of all ways. */
  readonly ways: readonly Figures[];
  readonly waits: readonly Told[];
}

/** Lives days on all processors; nothing in them depends on the machine. The days come in any order. */
export async function liveDays<Kind extends Task['kind']>(
  kind: Kind,
  seeds: readonly number[],
): Promise<readonly DayResults[Kind][]> {
  const workers = availableParallelism();
  const days: DayResults[Kind][] = [];
  await Promise.all(
    Array.from({ length: workers }, async (_, n) => {
      const task: Task = { kind, seeds: seeds.filter((seed) => seed % workers === n) };
      const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: task });
      worker.on('message', (day: DayResults[Kind]) => days.push(day));
      await once(worker, 'exit');
    }),
  );
  if (days.length < seeds.length) throw new Error(`${days.length} of ${seeds.length} days were lived`);
  return days;
}
