import { describe, expect, it } from 'vitest';
import { faults } from './faults.ts';
import type { Fault } from './faults.ts';
import { createReference } from './reference/index.ts';
import { regressionSeeds } from './regression-seeds.ts';
import { ModelDifference, runModel } from './run-model.ts';
import type { Reopen } from './run-model.ts';

/** Gives `use` a fresh, empty store that can be opened again and again, and clears away after it. */
export type WithStore = <T>(use: (open: Reopen) => Promise<T>) => Promise<T>;

export interface ModelSuiteOptions {
  /** Seeded runs of some 200 operations. */
  readonly runs: number;
  /** For what one run may take at most on a busy machine. Milliseconds. */
  readonly patienceMs: number;
  /** What it is compared with: the reference, unless another store is given. */
  readonly against?: WithStore;
}

/** A fault that so many runs do not find, the model is too weak for. */
const runsToFind = 40;

const reference: WithStore = (use) => use(createReference());

/**
 * The seeded model test of one adapter, the planted faults with it. `MODEL_RUNS=5000` runs more, `MODEL_SEED=…` begins with that seed:
 * with `MODEL_RUNS=1` it is the one run that a failure named.
 */
export function describeModel(name: string, withStore: WithStore, options: ModelSuiteOptions): void {
  const { patienceMs, against = reference } = options;
  const runs = Number(process.env['MODEL_RUNS'] ?? options.runs);
  const firstSeed = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

  const compare = (seed: number, plant: Fault['plant'] = (store) => store) =>
    against((openA) => withStore((openB) => runModel(seed, openA, async () => plant(await openB()))));

  describe(`model runs on ${name}`, () => {
    it.each(regressionSeeds)(
      'answer alike with seed %i, which once found a fault',
      async (seed) => {
        expect(await compare(seed)).toBeGreaterThanOrEqual(200);
      },
      30_000 + patienceMs,
    );

    it(
      `answer alike ${runs} times, from seed ${firstSeed} on`,
      async () => {
        let compared = 0;
        for (let seed = firstSeed; seed < firstSeed + runs; seed++) compared += await compare(seed);
        expect(compared).toBeGreaterThanOrEqual(runs * 200);
      },
      30_000 + runs * patienceMs,
    );

    it.each(faults)(
      'find it when $name',
      async ({ plant }) => {
        let found: unknown;
        for (let seed = 1; seed <= runsToFind && found === undefined; seed++) {
          found = await compare(seed, plant).then(
            () => undefined,
            (error: unknown) => error,
          );
        }
        expect(found).toBeInstanceOf(ModelDifference);
      },
      30_000 + runsToFind * patienceMs,
    );
  });
}
