import { operators } from '../../operators.ts';
import type { FactValue } from '../../types.ts';
import type { Leaf } from './formula.ts';

type MakeTest = (want: unknown, options: string) => (seen: FactValue) => boolean;

/** What the engine itself says of one value. */
export function holdsFor({ operator, want, options = '', holds }: Leaf, value: FactValue): boolean {
  // The schema has let through operators that exist only, with operands that fit them.
  const make = operators.get(operator) as MakeTest;
  return make(want, options)(value) === holds;
}
