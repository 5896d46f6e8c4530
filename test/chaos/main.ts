import { parseArgs } from 'node:util';
import { describeCommit, describeMachine } from '../helpers/machine.ts';
import type { Fault } from './fault.ts';
import { allFaults } from './faults/index.ts';
import { openRun } from './run.ts';
import type { Outcome } from './run.ts';
import { isKept, table } from './table.ts';

/**
 * `pnpm chaos [--fault NAME] [--seed N] [--messages 10000]`: every fault, each in a world of its own; prints what came of it. Ends with another
 * status than 0 where a promise was broken, and where a fault could not be made.
 */
const { values } = parseArgs({
  options: { fault: { type: 'string', multiple: true }, seed: { type: 'string' }, messages: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const messages = Number(values.messages ?? 10_000);
const faults = allFaults.filter(({ name }) => values.fault?.includes(name) ?? true);
const unknown = (values.fault ?? []).filter((name) => allFaults.every((fault) => fault.name !== name));
if (unknown.length > 0 || !Number.isSafeInteger(seed) || !(messages > 0)) {
  console.error(
    `pnpm chaos [--fault NAME] [--seed N] [--messages N], where NAME is one of: ${allFaults.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

const outcomes: Outcome[] = [];
let close = async (): Promise<void> => {};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void close().finally(() => process.exit(1)));
const none = {
  messages: 0,
  byReps: 0,
  findings: [],
  recoveries: [],
  unrecovered: 0,
  notes: [],
  logged: [],
  seconds: 0,
};

async function make(fault: Fault): Promise<Outcome> {
  const notRun = await fault.missing?.();
  if (notRun !== undefined) return { ...none, fault, notRun };
  const options = { seed, messages, visitors: 60, idle: fault.idle ?? 0, messagesPerSecond: 200, settleMs: 60_000 };
  try {
    const run = await openRun(options, fault.world);
    ({ close } = run);
    return await run.make(fault).finally(close);
  } catch (error) {
    return { ...none, fault, findings: [{ wrong: 'broken', what: String(error) }] };
  }
}

for (const fault of faults) {
  const outcome = await make(fault);
  outcomes.push(outcome);
  const word = outcome.notRun ?? (isKept(outcome) ? 'kept' : 'BROKEN');
  console.log(`${fault.name}: ${word} (${outcome.messages} messages, ${outcome.seconds.toFixed(0)} s)`);
}
console.log(`\nMachine: ${describeMachine()}. Commit ${describeCommit()}, seed ${seed}.\n\n${table(outcomes)}\n`);
process.exit(outcomes.every(isKept) ? 0 : 1);
