import type { Store } from '../../src/ports/index.ts';
import type { Operation, Step } from './operation.ts';
import { createAside } from './operations/aside.ts';
import { createAppends } from './operations/appends.ts';
import { createBooks } from './operations/books.ts';
import { createChoice } from './operations/choice.ts';
import { createCompacting, createTrimming } from './operations/compacting.ts';
import { beginBreakIn, createDirectory } from './operations/directory.ts';
import { lookAtEverything } from './operations/everything.ts';
import { beginShift, createFloor } from './operations/floor.ts';
import { createLooks } from './operations/looks.ts';
import { createRecords } from './operations/records.ts';
import { randomFrom } from './random.ts';
import { createWorld } from './world.ts';

/** Opens a store; again after it was closed, with everything that was written still there. */
export type Reopen = () => Promise<Store>;

export interface ModelOptions {
  readonly operations?: number;
  /** Chance of closing and opening both stores before a step. 0 for one that keeps nothing once closed. */
  readonly restartChance?: number;
}

/** Where two stores, given the same, answered differently. The message holds the seed, what was asked, and both answers. */
export class ModelDifference extends Error {
  override readonly name = 'ModelDifference';
}

/** Operations printed before the one that differed. */
const historyLength = 12;

/**
 * One seeded run of random operations on two stores, compared answer by answer, and at the end everything that can be seen. Several
 * clients take turns, the clock leaps and steps back, the stores are closed and opened again. Throws a ModelDifference; resolves to the
 * number of operations compared.
 */
export async function runModel(
  seed: number,
  openA: Reopen,
  openB: Reopen,
  options: ModelOptions = {},
): Promise<number> {
  const { operations = 200, restartChance = 0.015 } = options;
  const random = randomFrom(seed);
  const world = createWorld(random);
  const looks = createLooks(world);
  const appends = createAppends(world);
  const choice = createChoice(randomFrom(seed + 2_000_003), world.clock);
  const floor = createFloor(world, choice);
  const busy = [appends, appends, floor, floor];
  const [directory, books] = [createDirectory(world), createBooks(world)];
  const quiet = [looks, looks, createRecords(world), directory, directory, books, books];
  const generators = [...busy, ...busy, ...quiet];
  const history: string[] = [];
  let pair = [await openA(), await openB()] as const;
  const aside = createAside(randomFrom(seed + 1_000_003), world.clock);
  const compact = createCompacting(randomFrom(seed + 3_000_003));
  const trim = createTrimming(randomFrom(seed + 4_000_003));
  let count = 0;
  let beside = 0;

  async function take(step: Step): Promise<void> {
    const [a, b] = await Promise.all(pair.map((store) => Promise.allSettled(step.map(({ run }) => run(store)))));
    for (const [index, one] of step.entries()) {
      const [answerA, answerB] = [told(a?.[index]), told(b?.[index])];
      history.push(`${one.name}(${one.args.map(canonical).join(', ')}) -> ${answerA}`);
      if (answerA !== answerB) throw difference(one, answerA, answerB);
      const settled = a?.[index];
      if (settled?.status === 'fulfilled') one.learn(settled.value);
    }
    count += step.length;
  }

  function difference({ name }: Operation, answerA: string, answerB: string): ModelDifference {
    const before = history.slice(-historyLength).join('\n  ');
    return new ModelDifference(
      `seed ${seed}, operation ${count + 1}: ${name} differs.\n  A: ${answerA}\n  B: ${answerB}\nLast, with A's answers:\n  ${before}`,
    );
  }

  try {
    for (const one of [...beginShift(world), ...beginBreakIn(world)]) await take([one]);
    while (count - beside < operations) {
      if (random.chance(restartChance)) {
        await Promise.all(pair.map((store) => store.close()));
        pair = [await openA(), await openB()];
        history.push('closed and opened again');
      }
      world.clock.pass();
      await take(await trim(pair));
      const compacting = compact(pair);
      try {
        await take(random.pick(generators)());
      } finally {
        await compacting;
      }
      for (const more of [aside(), choice.beside()]) {
        await take(more);
        beside += more.length;
      }
    }
    for (const look of lookAtEverything(world.clock.now())) await take([look]);
    return count;
  } finally {
    await Promise.all(pair.map((store) => store.close()));
  }
}

function told(settled: PromiseSettledResult<unknown> | undefined): string {
  return settled?.status === 'fulfilled' ? canonical(settled.value) : `rejected: ${String(settled?.reason)}`;
}

/** JSON with members in order: what is absent and what is undefined are the same, the order of members is nobody's promise. */
function canonical(value: unknown): string {
  const text: string | undefined = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return text ?? 'undefined';
}
