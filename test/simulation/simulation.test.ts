import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulate, simulateCase } from './simulate.ts';

/** At least so many, and as many as this time allows. */
const seeds = 2_000;
const seconds = 30;

describe('visitors with several tabs, reps, nodes, a network and a store in trouble', () => {
  it('keep every promise of the wire, whatever the seed', { timeout: 600_000 }, async () => {
    // Half of them each, side by side.
    const halves = await Promise.all(
      [0, 1].map((half) =>
        simulate(['--from', String(1 + half * 1_000_000), '--seeds', String(seeds / 2), '--seconds', String(seconds)]),
      ),
    );
    expect(halves.flatMap(({ failed }) => failed)).toEqual([]);
    const made = halves.map(({ injected }) => injected);
    // A fault that nobody makes any more proves nothing.
    for (const fault of [
      'crash',
      'freeze node',
      'half-open',
      'fail over',
      'crash store',
      'drain',
      'lost bell',
      'hide',
    ]) {
      expect(
        made.every((counts) => (counts[fault] ?? 0) > 50),
        fault,
      ).toBe(true);
    }
  });

  it('do the same thing again for the same seed', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => simulate(['--from', '7', '--seeds', '20'])));
    expect({ ...first, seconds: 0 }).toEqual({ ...second, seconds: 0 });
  });

  const cases = readdirSync(join(import.meta.dirname, 'seeds')).filter((name) => name.endsWith('.json'));
  it.each(cases)('did not once, and do now: %s', async (name) => {
    expect(await simulateCase(name.slice(0, -'.json'.length))).toEqual([]);
  });
});
