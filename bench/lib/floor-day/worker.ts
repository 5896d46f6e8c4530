import { parentPort, workerData } from 'node:worker_threads';
import { allWays, liveWays } from '../../../test/simulation/day/compare.ts';
import { planQueues, waitsOfDay } from '../../../test/simulation/day/waits.ts';
import type { Task } from './live-days.ts';

const { kind, seeds } = workerData as Task;
for (const seed of seeds) {
  const day = kind === 'ways' ? await liveWays(allWays, seed) : await waitsOfDay(planQueues(seed));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(day);
}
