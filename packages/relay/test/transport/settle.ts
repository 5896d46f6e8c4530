import { setImmediate } from 'node:timers/promises';

/** Until the longest chain of answers in these tests is through. A store in memory answers within a turn of the event loop, however busy the machine is. */
const turns = 20;

/** Finishes what is under way, without letting time pass. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
}
