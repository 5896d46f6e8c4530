import { t0 } from '../contracts/build.ts';
import type { Random } from './random.ts';

/** The stores' clock during a run: creeps, stands, leaps forward by seconds or hours, and sometimes steps back. */
export interface Clock {
  readonly now: () => number;
  readonly pass: () => void;
}

export function createClock(random: Random): Clock {
  let now = t0;
  return {
    now: () => now,
    pass: () => {
      const dice = random.below(1_000);
      if (dice < 500) return;
      if (dice < 940) now += random.below(600);
      else if (dice < 975) now -= random.below(1_500);
      else if (dice < 998) now += random.below(25_000);
      else now += random.below(2 * 3_600_000);
    },
  };
}
