import { all } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';
import { commonPath, pathOf } from '../formula/parts.ts';
import type { Part } from '../formula/parts.ts';

/** Parts that exclude each other, none of which can be spared. */
export interface Core {
  /** The longest path that leads to all of them. */
  readonly path: string;
  /** What each of them says, for people. */
  readonly words: string;
}

/**
 * The few of the parts because of which nothing fits: one after another is left out, and put back where something would fit without it.
 * `isNever` is asked of formulas that get smaller and smaller.
 */
export function coreOf(parts: readonly Part[], beside: Formula, isNever: (formula: Formula) => boolean): Core {
  let core = parts;
  for (const part of parts) {
    const fewer = core.filter((one) => one !== part);
    if (isNever(all(beside, ...fewer.map(({ formula }) => formula)))) core = fewer;
  }
  const path = commonPath(core);
  const inside = core.map((part) => pathOf(part).slice(path.length).replace(/^\./u, '')).filter(Boolean);
  return { path, words: inside.join(' and ') };
}
