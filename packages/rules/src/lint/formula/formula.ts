import { isObject } from '../../schema/problems.ts';
import type { Condition, Operators } from '../../playbook.ts';
import type { FactValue } from '../../types.ts';

/** One comparison of one fact, or its opposite. `$ne`, `$nin` and `$exists: false` are opposites too. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly fact: string;
  readonly operator: string;
  readonly want: unknown;
  /** `i` beside a `$regex`. */
  readonly options?: string;
  /** false: it must not hold. */
  readonly holds: boolean;
}

/** A condition pushed down to its leaves: no join is negated, only leaves are. */
export type Formula =
  | Leaf
  | { readonly kind: 'all'; readonly parts: readonly Formula[] }
  | { readonly kind: 'any'; readonly parts: readonly Formula[] };

export const all = (...parts: readonly Formula[]): Formula => ({ kind: 'all', parts });
export const any = (...parts: readonly Formula[]): Formula => ({ kind: 'any', parts });
export const TRUE: Formula = all();

/** All of them when they must hold; one opposite of them is enough when they must not. */
const join = (isAll: boolean, parts: readonly Formula[]): Formula => (isAll ? all(...parts) : any(...parts));

/** Operators that are another one's opposite. */
const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ['$ne', '$eq'],
  ['$nin', '$in'],
]);

export function leaf(fact: string, operator: string, want: unknown, holds = true): Leaf {
  const opposite = OPPOSITES.get(operator);
  if (opposite !== undefined) return { kind: 'leaf', fact, operator: opposite, want, holds: !holds };
  if (operator === '$exists') return { kind: 'leaf', fact, operator, want: true, holds: (want === true) === holds };
  return { kind: 'leaf', fact, operator, want, holds };
}

/** One operator of a fact. */
export function ofOperator(fact: string, operator: string, spec: Operators, holds = true): Formula {
  const want: unknown = spec[operator as keyof Operators];
  if (operator === '$not') return ofFact(fact, want as Operators, !holds);
  if (operator === '$options') return join(holds, []);
  if (operator === '$regex' && spec.$options) return { ...leaf(fact, operator, want, holds), options: spec.$options };
  if (operator === '$all' && Array.isArray(want) && want.length > 0)
    return join(
      holds,
      want.map((one: unknown) => leaf(fact, '$eq', one, holds)),
    );
  return leaf(fact, operator, want, holds);
}

/** What one fact is held against: a value, or operators. */
export function ofFact(fact: string, spec: FactValue | Operators, holds = true): Formula {
  if (!isObject(spec)) return leaf(fact, '$eq', spec, holds);
  return join(
    holds,
    Object.keys(spec).map((operator) => ofOperator(fact, operator, spec, holds)),
  );
}

/** A condition, or its opposite. None always holds. */
export function ofCondition(condition: Condition | undefined, holds = true): Formula {
  return join(
    holds,
    Object.entries(condition ?? {}).map(([key, spec]: [string, unknown]) => {
      if (!key.startsWith('$')) return ofFact(key, spec as FactValue | Operators, holds);
      const parts = spec as readonly Condition[];
      if (key === '$and')
        return join(
          holds,
          parts.map((part) => ofCondition(part, holds)),
        );
      // `$nor` is `$or` with the other sign.
      const isOne = (key === '$or') === holds;
      return join(
        !isOne,
        parts.map((part) => ofCondition(part, isOne)),
      );
    }),
  );
}
