import { TASKS } from './tasks.ts';
import type { TaskName } from './tasks.ts';

/** A process that does one task whenever it is asked: see task.ts, which talks to it. */

export type Ask =
  | { readonly ask: 'turn'; readonly forMs: number }
  | { readonly ask: 'verdicts'; readonly first: number };

export interface Turn {
  /** CPU time an event, microseconds: of all threads, so that what the collector does beside counts too. */
  readonly cpuUs: number;
  readonly wallUs: number;
}

const name = process.argv[2] as TaskName;
const task = TASKS[name]();

async function takeTurn(forMs: number): Promise<Turn> {
  let events = 0;
  const cpu = process.cpuUsage();
  const from = performance.now();
  while (events === 0 || performance.now() - from < forMs) {
    await task.pass();
    events += task.events;
  }
  const wallUs = (performance.now() - from) * 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuUs: (user + system) / events, wallUs: wallUs / events };
}

process.on('message', async (ask: Ask) => {
  process.send?.(ask.ask === 'turn' ? await takeTurn(ask.forMs) : await task.verdicts(ask.first));
});
process.on('disconnect', () => process.exit(0));
