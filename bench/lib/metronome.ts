import { Worker } from 'node:worker_threads';

/** Runs in a thread of its own, where it may sleep to the microsecond without keeping anybody from reading. */
const beat = `
const { parentPort, workerData } = require('node:worker_threads');
const { everyMs, count } = workerData;
const never = new Int32Array(new SharedArrayBuffer(4));
const from = performance.timeOrigin + performance.now() + 5;
for (let n = 0; n < count; n += 1) {
  const dueAt = from + n * everyMs;
  const wait = dueAt - performance.timeOrigin - performance.now();
  if (wait > 0) Atomics.wait(never, 0, 0, wait);
  parentPort.postMessage(dueAt);
}
`;

/** The time on every thread's clock, milliseconds. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Calls `onBeat` `count` times at a steady pace, each with the instant it was due, by `now()`. Timers of the event loop are only good for
 * a millisecond, which is more than what is measured.
 */
export async function runMetronome(everyMs: number, count: number, onBeat: (dueAt: number) => void): Promise<void> {
  const worker = new Worker(beat, { eval: true, workerData: { everyMs, count } });
  let heard = 0;
  await new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (dueAt: number) => {
      onBeat(dueAt);
      heard += 1;
      if (heard === count) resolve();
    });
  });
  await worker.terminate();
}
