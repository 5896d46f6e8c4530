import { describe, expect, it } from 'vitest';
import { faults } from './faults.ts';
import { createReference } from './reference/index.ts';
import { runModel } from './run-model.ts';
import type { Reopen } from './run-model.ts';

/** Opens the reference and writes down what is appended to it. */
function listening(heard: string[]): Reopen {
  const open = createReference();
  return async () => {
    const store = await open();
    const append: typeof store.conversations.append = (request, nowMs) => {
      heard.push(JSON.stringify([request, nowMs]));
      return store.conversations.append(request, nowMs);
    };
    return { ...store, conversations: { ...store.conversations, append } };
  };
}

describe('a model run', () => {
  it('is the same again with the same seed, and another one with another', async () => {
    const runs = await Promise.all(
      [7, 7, 8].map(async (seed) => {
        const heard: string[] = [];
        await runModel(seed, createReference(), listening(heard));
        return heard;
      }),
    );
    expect(runs[0]?.length).toBeGreaterThan(10);
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).not.toEqual(runs[0]);
  });

  it('names the seed, the operation and both answers of a difference', async () => {
    const open = createReference();
    const plant = faults.find(({ name }) => name === 'a duplicate is written again')?.plant;
    const find = runModel(1, createReference(), async () => plant?.(await open()) ?? open());
    await expect(find).rejects.toThrow(
      /^seed 1, operation \d+: conversations\.\w+ differs\.\n {2}A: .*\n {2}B: .*\nLast, /,
    );
  });
});
