import { expect, it } from 'vitest';
import { openStore } from './helpers/open-store.ts';
import { createReference } from '../model/reference/index.ts';
import { runModel } from '../model/run-model.ts';
import { useRedisCluster } from './helpers/use-redis.ts';

const cluster = useRedisCluster();
/** The planted faults and the many runs are the single server's: here the question is the way to each key. `MODEL_RUNS=500` runs more. */
const runs = Number(process.env['MODEL_RUNS'] ?? 10);
const firstSeed = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

it(
  `[ST89] model runs on three masters answer as the reference does ${runs} times, from seed ${firstSeed} on`,
  async () => {
    let compared = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      await cluster().flush();
      compared += await runModel(seed, createReference(), () => openStore(cluster().url));
    }
    expect(compared).toBeGreaterThanOrEqual(runs * 200);
  },
  60_000 + runs * 5_000,
);
