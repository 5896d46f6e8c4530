import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/ports/index.ts';
import { faults } from './faults.ts';
import { runNodes } from './run-nodes.ts';

/** Gives `use` a fresh, empty store. */
export type WithStore = <T>(use: (store: Store) => Promise<T>) => Promise<T>;

export interface NodesSuiteOptions {
  readonly runs: number;
  /** For what one run may take at most on a busy machine. Milliseconds. */
  readonly patienceMs: number;
  /** Planted faults too: one store is enough to show that the run finds them. */
  readonly withFaults?: boolean;
}

/** A fault that so many runs do not find, the model is too weak for. */
const runsToFind = 40;

/** `NODES_RUNS=500` runs more, `NODES_SEED=…` begins with that seed: with `NODES_RUNS=1` it is the run that a failure named. */
export function describeNodes(name: string, withStore: WithStore, options: NodesSuiteOptions): void {
  const { patienceMs, withFaults = false } = options;
  const runs = Number(process.env['NODES_RUNS'] ?? options.runs);
  const firstSeed = Number(process.env['NODES_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

  describe(`three nodes at once on ${name}`, () => {
    it(
      `[HA80] never take a rep above capacity nor give a conversation two owners, ${runs} times from seed ${firstSeed} on`,
      async () => {
        let [owned, deaths] = [0, 0];
        for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
          const met = await withStore((store) => runNodes(seed, store));
          owned += met.owners;
          deaths += met.deaths;
        }
        expect(owned).toBeGreaterThan(runs);
        if (runs > 5) expect(deaths).toBeGreaterThan(0);
      },
      30_000 + runs * patienceMs,
    );

    it.each(withFaults ? faults : [])(
      'would be noticed if $name',
      async ({ plant }) => {
        let found: unknown;
        for (let seed = 1; seed <= runsToFind && found === undefined; seed += 1) {
          found = await withStore((store) => runNodes(seed, plant(store))).then(
            () => undefined,
            (error: unknown) => error,
          );
        }
        expect(String(found)).toMatch(/^Error: seed \d+, step \d+: /);
      },
      30_000 + runsToFind * patienceMs,
    );
  });
}
