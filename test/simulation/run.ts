/**
 * Lives, one after another, in a process whose time and chance are theirs. `pnpm simulate`; the tests run it too.
 *
 *     pnpm simulate --seeds 20000       so many, from 1 on (or `--from`), and a table of what happened
 *     pnpm simulate --seed 73           one, with its faults, its shortest plan and every frame of that
 *     pnpm simulate --case NAME         a plan of test/simulation/seeds
 *     --seconds 30                      goes on until then, but not less than `--seeds`
 *     --mutant NAME                     with a mistake of mutants.ts, until a seed notices
 *     --json                            for programs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mutants } from './mutants.ts';
import { loadMutant } from './mutate.ts';
import type { Plan } from './plan.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '0' },
    seed: { type: 'string' },
    case: { type: 'string' },
    mutant: { type: 'string' },
    write: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (values.mutant !== undefined) {
  const mutant = mutants.find(({ name }) => name === values.mutant);
  if (mutant === undefined) throw new Error(`no mutant is called “${values.mutant}”`);
  loadMutant(mutant);
}
// Only now: what a mutant changes must not be loaded before.
const { createLives, seconds } = await import('./lives.ts');
const { createPlan } = await import('./plan.ts');
const { table } = await import('./table.ts');
const { liveOnce, liveMany, shorten } = await createLives();

if (values.case !== undefined) await showOne(readCase(values.case));
else if (values.seed !== undefined) await showOne(createPlan(Number(values.seed)));
else await runMany();

function readCase(name: string): Plan {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'seeds', `${name}.json`), 'utf8')) as Plan;
}

/** A life that goes wrong is told as short as it can be. */
async function showOne(plan: Plan): Promise<void> {
  const { faults } = await liveOnce(plan);
  if (values.json) return say(JSON.stringify({ faults }));
  if (faults.length === 0) return say(`seed ${plan.seed}: every promise kept`);
  const short = await shorten(plan);
  const { faults: left } = await liveOnce(short, say);
  say(JSON.stringify(short));
  if (values.write !== undefined) {
    writeFileSync(
      join(import.meta.dirname, 'seeds', `${values.write}.json`),
      `${JSON.stringify(short, undefined, 2)}\n`,
    );
  }
  say(`seed ${plan.seed}: ${left.join('; ')} — after ${short.actions.length} of ${plan.actions.length} actions`);
  process.exitCode = 1;
}

async function runMany(): Promise<void> {
  const least = Number(values.seeds);
  const until = seconds() + Number(values.seconds);
  const isMutant = values.mutant !== undefined;
  const summary = await liveMany(Number(values.from), (lived, failed) => {
    if (isMutant) return failed > 0 || lived >= least;
    return failed >= 10 || (lived >= least && seconds() >= until);
  });
  if (values.json) return say(JSON.stringify(summary));
  say(table(summary));
  const [first] = summary.failed;
  if (first !== undefined && !isMutant) await showOne(createPlan(first.seed));
}
