import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';
import { simulate } from './simulate.ts';

/** Seeds within which each mistake must be noticed. */
const within = 1_000;

describe('the simulation notices the one who', () => {
  it.concurrent.each(mutants)('$name', { timeout: 300_000 }, async ({ name }) => {
    const { failed, seeds } = await simulate(['--mutant', name, '--seeds', String(within)]);
    expect(failed, `${seeds} seeds saw nothing wrong with it`).not.toEqual([]);
  });
});
