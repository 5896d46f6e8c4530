import { afterAll, beforeAll, expect, it } from 'vitest';
import { shortFaults } from './faults/index.ts';
import { openRun } from './run.ts';
import type { Outcome } from './run.ts';
import { table } from './table.ts';

const messages = 2_000;
const seed = 7;

let run: Awaited<ReturnType<typeof openRun>>;
const outcomes: Outcome[] = [];
beforeAll(async () => {
  const each = Math.ceil(messages / shortFaults.length);
  run = await openRun({ seed, messages: each, visitors: 30, idle: 0, messagesPerSecond: 150, settleMs: 60_000 });
}, 120_000);
afterAll(async () => {
  await run.close();
  console.log(`Seed ${seed}.\n${table(outcomes)}`);
});

it.each(shortFaults)('$name: $holds', { timeout: 180_000 }, async (fault) => {
  const outcome = await run.make(fault);
  outcomes.push(outcome);
  expect(outcome.findings).toEqual([]);
  expect(outcome.unrecovered).toBe(0);
});
