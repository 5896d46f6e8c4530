import { describe, expect, it } from 'vitest';
import { armOf, hashOf, isRolledOut } from '../src/index.ts';
import type { Experiment } from '../src/index.ts';
import { readVectors } from './helpers.ts';

const vectors = readVectors('arms.json') as {
  /** The hash as the whole number that it is 2 to the 32nd of. */
  readonly hash: readonly (readonly [text: string, hash: number])[];
  readonly arms: readonly { readonly experiment: Experiment; readonly arms: Readonly<Record<string, string>> }[];
  readonly rollout: readonly (readonly [seed: string, version: string, percent: number, isIn: boolean])[];
};

const seeds = Array.from({ length: 20_000 }, (_, index) => `vis_${index}`);

describe('arms', () => {
  it.each(vectors.hash)('[AM1] the hash of %j is the same forever', (text, hash) => {
    expect(hashOf(text) * 2 ** 32).toBe(hash);
  });

  it.each(vectors.arms)('[AM2] the arms of $experiment.id are the same forever', ({ experiment, arms }) => {
    const drawn = Object.keys(arms).map((seed) => [seed, armOf(experiment, seed).id]);
    expect(Object.fromEntries(drawn)).toEqual(arms);
  });

  it.each(vectors.rollout)('[AM3] %s has version %s at %i percent: %s', (seed, version, percent, isIn) => {
    expect(isRolledOut(seed, version, percent)).toBe(isIn);
  });

  it('[AM2] shares are met, and two experiments draw apart', () => {
    const make = (id: string): Experiment => ({
      id,
      arms: [
        { id: 'a', share: 20 },
        { id: 'b', share: 30 },
        { id: 'c', share: 50 },
      ],
    });
    const drawn = seeds.map((seed) => [armOf(make('x'), seed).id, armOf(make('y'), seed).id] as const);
    const share = (holds: (pair: readonly [string, string]) => boolean): number =>
      drawn.filter(holds).length / seeds.length;
    // Four standard deviations of 20,000 draws are under 0.015.
    expect(Math.abs(share(([x]) => x === 'a') - 0.2)).toBeLessThan(0.015);
    expect(Math.abs(share(([x]) => x === 'b') - 0.3)).toBeLessThan(0.015);
    expect(Math.abs(share(([x]) => x === 'c') - 0.5)).toBeLessThan(0.015);
    expect(Math.abs(share(([x, y]) => x === 'a' && y === 'a') - 0.04)).toBeLessThan(0.01);
  });

  it('[AM2] an experiment without arms is a mistake that is told', () => {
    expect(() => armOf({ id: 'x', arms: [] }, 'vis_1')).toThrow('experiment x: no arms');
  });

  it('[AM3] more percent only ever adds visitors', () => {
    const at = (percent: number): string[] => seeds.filter((seed) => isRolledOut(seed, 'v', percent));
    expect(at(0)).toEqual([]);
    expect(Math.abs(at(10).length / seeds.length - 0.1)).toBeLessThan(0.01);
    expect(at(10).every((seed) => isRolledOut(seed, 'v', 50))).toBe(true);
    expect(at(100)).toEqual(seeds);
  });
});
