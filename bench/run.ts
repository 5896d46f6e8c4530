import { writeReport } from './lib/report.ts';

/** `pnpm bench NAME [--save]`: each benchmark is a file beside this one that exports `run`, which resolves to its result as Markdown. */
const [name, flag] = process.argv.slice(2);
const benchmarks = [
  'message-path',
  'connections',
  'stored',
  'rules',
  'rehearse',
  'page-health',
  'invite-latency',
  'floor-day',
  'queue-fairness',
  'routing',
] as const;
const known = benchmarks.find((one) => one === name);

if (known === undefined || (flag !== undefined && flag !== '--save')) {
  console.error(`pnpm bench NAME [--save], where NAME is one of: ${benchmarks.join(', ')}`);
  console.error('--save writes the result to docs/benchmarks.md.');
  process.exit(2);
}
const { run } = (await import(`./${known}.ts`)) as { run: () => Promise<string> };
const result = await run();
console.log(`\n${result}\n`);
if (flag === '--save') await writeReport(known, result);
process.exit(0);
