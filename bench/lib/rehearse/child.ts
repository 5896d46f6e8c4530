import { createReadStream, readFileSync } from 'node:fs';
import type { Playbook } from '@tillside/rules';
import { readJourneys } from '@tillside/rules/journeys';
import type { Journey } from '@tillside/rules/journeys';
import { rehearse } from '@tillside/rules/rehearse';
import type { Figures } from './figures.ts';

/**
 * One measurement in a process of its own, so that its memory is its own: `child.ts parse|read|FILE[,AGAINST] JOURNEYS` prints what it
 * took as JSON.
 */
const [task = '', journeys = ''] = process.argv.slice(2);
const pieces = () => createReadStream(journeys, { encoding: 'utf8', highWaterMark: 256 * 1024 });
const readPlaybook = (path: string) => ({ version: path, ...JSON.parse(readFileSync(path, 'utf8')) }) as Playbook;

/** A collection costs milliseconds: now and then only. */
const sampleEvery = 5_000;
let keptBytes = 0;

/** Hands journeys on and looks now and then at what is in memory that is not garbage. */
async function* sampled(journeys: AsyncIterable<Journey>): AsyncGenerator<Journey> {
  let count = 0;
  for await (const journey of journeys) {
    count += 1;
    if (count % sampleEvery === 0) {
      globalThis.gc?.();
      keptBytes = Math.max(keptBytes, process.memoryUsage().heapUsed);
    }
    yield journey;
  }
}

/** The least that anything must do that reads such a file. */
async function parse(): Promise<number> {
  let steps = 0;
  let rest = '';
  for await (const piece of pieces()) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) steps += (JSON.parse(line) as { steps: readonly unknown[] }).steps.length;
  }
  return steps;
}

async function read(): Promise<number> {
  let steps = 0;
  for await (const journey of sampled(readJourneys(pieces()))) steps += journey.steps.length;
  return steps;
}

async function play(): Promise<number> {
  const [next = '', against] = task.split(',');
  const report = await rehearse({
    next: readPlaybook(next),
    ...(against !== undefined && { against: readPlaybook(against) }),
    journeys: sampled(readJourneys(pieces())),
  });
  return report.steps;
}

const startedAt = performance.now();
const before = process.cpuUsage();
const steps = await (task === 'parse' ? parse() : task === 'read' ? read() : play());
const { user, system } = process.cpuUsage(before);
const figures: Figures = {
  steps,
  seconds: (performance.now() - startedAt) / 1_000,
  cpuSeconds: (user + system) / 1e6,
  keptBytes,
  maxRssBytes: process.resourceUsage().maxRSS * 1_024,
};
process.stdout.write(JSON.stringify(figures));
