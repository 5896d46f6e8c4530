import type { Rule } from '../index.ts';
import { leavesOf } from '../trace/leaves.ts';

/**
 * For a rule: which fact alone stood against it, by the bits of a trace whose reason is `condition`. `undefined` where several did, or where
 * it cannot be said because one of several comparisons would have been enough (`$or`, and its like under `$nor`).
 */
export function createNearMiss({ when }: Rule): (bits: string) => string | undefined {
  const leaves = leavesOf(when);
  if (leaves.some(({ isAlternative }) => isAlternative)) return () => undefined;
  const wanted = leaves.map(({ isNegated }) => (isNegated ? '0' : '1'));
  return (bits) => {
    let missed: string | undefined;
    for (let index = 0; index < wanted.length; index++) {
      if (bits[index] === wanted[index]) continue;
      const fact = leaves[index]?.fact;
      if (missed !== undefined && missed !== fact) return undefined;
      missed = fact;
    }
    return missed;
  };
}
