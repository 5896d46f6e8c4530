import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { countCpu } from './lib/cpu.ts';
import { median, table } from './lib/figures.ts';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import type { Figures } from './lib/rehearse/figures.ts';

/**
 * What a rehearsal costs: journeys of the demo's shoppers, a tenth of a million events and a million, read, and played through the demo's
 * playbook and through twelve recipes at once. Each pass is a process of its own, one after the other, in turns.
 */

const rounds = 3;
/** Some sixteen events each. */
const sizes = [6_600, 66_000];

const root = join(import.meta.dirname, '..');
const demo = join(root, 'examples', 'demo-shop', 'sites', 'halden.playbook.json');
const childPath = join(import.meta.dirname, 'lib', 'rehearse', 'child.ts');
const runFile = promisify(execFile);

async function generate(folder: string, count: number): Promise<string> {
  const path = join(folder, `${count}.ndjson`);
  const generator = join(root, 'examples', 'demo-shop', 'journeys', 'generate.ts');
  const child = spawn(process.execPath, [generator, '--count', String(count), '--seed', 'load'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await pipeline(child.stdout, createWriteStream(path));
  const [code] = (await exited) as [number];
  if (code !== 0) throw new Error(`${generator} ended with ${code}`);
  return path;
}

/** All recipes as one playbook: more than most shops have. */
function joinRecipes(folder: string): string {
  const recipes = join(root, 'examples', 'playbooks');
  const books = readdirSync(recipes)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.vectors.json'))
    .map((name) => JSON.parse(readFileSync(join(recipes, name), 'utf8')) as { readonly rules: readonly unknown[] });
  const path = join(folder, 'recipes.json');
  writeFileSync(path, JSON.stringify({ ...Object.assign({}, ...books), rules: books.flatMap(({ rules }) => rules) }));
  return path;
}

async function measure(task: string, journeys: string): Promise<Figures> {
  const { stdout } = await runFile(process.execPath, ['--expose-gc', childPath, task, journeys]);
  return JSON.parse(stdout) as Figures;
}

export async function run(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-rehearse-'));
  try {
    return await compare(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string): Promise<string> {
  const recipes = joinRecipes(folder);
  const tasks = [
    ['JSON.parse alone', 'parse'],
    ['read and checked', 'read'],
    ['rehearsed: the demo’s two rules', demo],
    ['rehearsed: twelve recipes', recipes],
    ['twelve recipes against the demo’s', `${recipes},${demo}`],
  ] as const;
  const files: string[] = [];
  for (const size of sizes) files.push(await generate(folder, size));
  const results = new Map<string, Figures[]>();
  const others: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, task] of tasks) {
      for (const file of files) {
        const [used, from] = [countCpu([]), performance.now()];
        const figures = await measure(task, file);
        // What is measured is a child, which counts as somebody else.
        others.push(used().others - (1_000 * figures.cpuSeconds) / (performance.now() - from) / cpus().length);
        results.set(`${name} ${file}`, [...(results.get(`${name} ${file}`) ?? []), figures]);
      }
      console.log(`round ${round + 1}, ${name}: done`);
    }
  }
  const rows = tasks.flatMap(([name]) =>
    files.map((file) => {
      const list = results.get(`${name} ${file}`) ?? [];
      const of = (figure: (one: Figures) => number) => median(list.map(figure));
      return {
        pass: name,
        events: of(({ steps }) => steps).toLocaleString('en'),
        seconds: of(({ seconds }) => seconds).toFixed(2),
        'CPU s': of(({ cpuSeconds }) => cpuSeconds).toFixed(2),
        'events/s': Math.round(of(({ steps, seconds }) => steps / seconds)).toLocaleString('en'),
        'kept, MB': of(({ keptBytes }) => keptBytes / 1e6).toFixed(1),
        'process, MB': Math.round(of(({ maxRssBytes }) => maxRssBytes / 1e6)),
      };
    }),
  );
  return [
    `Machine: ${describeMachine()}.`,
    `Commit: ${describeCommit()}. Medians of ${rounds} rounds in turns; _kept_ is the heap without garbage, _process_ the most the process ever had, with garbage that nobody had asked to be collected. Others used ${Math.round(100 * Math.max(0, median(others)))} % of the machine.`,
    table(rows),
  ].join('\n\n');
}
