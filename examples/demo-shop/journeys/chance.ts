import { hashOf } from '@tillside/rules';

/** Chance that comes out the same at every run with the same seed. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  isIn(share: number): boolean;
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** Long-tailed, as reading times are: half of all below `median`, one in a hundred above eight times that. */
  around(median: number): number;
  /** One of the names, each as often as its weight says. */
  among<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
  of<Value>(values: readonly [Value, ...Value[]]): Value;
}

export function createChance(seed: string): Chance {
  let drawn = 0;
  const next = (): number => hashOf(`${seed}/${drawn++}`);
  return {
    next,
    isIn: (share) => next() < share,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    // Log-normal by the Box-Muller transform.
    around: (median) =>
      Math.round(median * Math.exp(0.9 * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()))),
    among<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
      const entries = Object.entries<number>(weights) as [Name, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? (entries[0] as [Name, number]))[0];
    },
    of: (values) => values[Math.floor(next() * values.length)] ?? values[0],
  };
}
