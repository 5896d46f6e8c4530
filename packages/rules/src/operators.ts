import { COMPARISONS } from './comparisons.ts';
import type { MakeTest } from './comparisons.ts';
import { LIST_OPERATORS } from './extras/operators.ts';

/** Every operator that is a leaf (`$not` holds operators and is none). */
export const operators: ReadonlyMap<string, MakeTest> = new Map<string, MakeTest>(
  Object.entries({ ...COMPARISONS, ...LIST_OPERATORS }),
);
