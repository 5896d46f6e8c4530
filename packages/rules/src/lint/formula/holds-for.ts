import { operators } from '../../operators.ts';
import type { FactValue } from '../../types.ts';
import type { Leaf } from './formula.ts';

/** What the engine itself says of one value. */
export function holdsFor({ operator, want, options, holds }: Leaf, value: FactValue): boolean {
  if (operator === '$regex')
    return (
      [value].flat().some((one) => typeof one === 'string' && new RegExp(String(want), options).test(one)) === holds
    );
  const make = operators.get(operator);
  return !make || make(want as never)(value) === holds;
}
