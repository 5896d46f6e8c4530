import type { Condition, Operators } from '../playbook.ts';

/** An operator that is a comparison of its own. */
export type LeafOperator = Exclude<keyof Operators, '$not' | '$options'>;

/** One comparison of one fact. */
export interface Leaf {
  readonly fact: string;
  readonly operator: LeafOperator;
  readonly want: unknown;
  /** For `$regex`: `i` ignores case. */
  readonly options: string;
  /** Under an odd number of `$not` and `$nor`: the rule wants it not to hold. */
  readonly isNegated: boolean;
  /** One of several of which one is enough. */
  readonly isAlternative: boolean;
}

type Where = Pick<Leaf, 'isNegated' | 'isAlternative'>;

const partsOf = (value: unknown): [string, unknown][] => Object.entries(value ?? {});

/** Among `count` parts of which all (or one) must hold. Negated, “all” becomes “one is enough” (De Morgan). */
const among = (where: Where, count: number, isOneEnough: boolean): Where => ({
  ...where,
  isAlternative: where.isAlternative || (count > 1 && isOneEnough !== where.isNegated),
});
const negated = (where: Where): Where => ({ ...where, isNegated: !where.isNegated });

function ofFact(fact: string, spec: unknown, where: Where): Leaf[] {
  const leaf = (operator: string, want: unknown, at: Where, options = ''): Leaf => ({
    fact,
    operator: operator as LeafOperator, // The schema let no other through.
    want,
    options,
    ...at,
  });
  if (typeof spec !== 'object' || Array.isArray(spec)) return [leaf('$eq', spec, where)];
  const parts = partsOf(spec);
  const options = parts.find(([operator]) => operator === '$options')?.[1];
  const asked = parts.filter(([operator]) => operator !== '$options');
  const at = among(where, asked.length, false);
  return asked.flatMap(([operator, want]) => {
    if (operator === '$not') return ofFact(fact, want, negated(at));
    return [leaf(operator, want, at, operator === '$regex' && typeof options === 'string' ? options : '')];
  });
}

function ofCondition(when: unknown, where: Where): Leaf[] {
  const keys = partsOf(when);
  const at = among(where, keys.length, false);
  return keys.flatMap(([key, spec]) => {
    if (!key.startsWith('$')) return ofFact(key, spec, at);
    const parts = partsOf(spec);
    const inside = among(key === '$nor' ? negated(at) : at, parts.length, key !== '$and');
    return parts.flatMap(([, part]) => ofCondition(part, inside));
  });
}

/** The leaves of a condition in document order, which is the order of a trace's bits. */
export const leavesOf = (when: Condition | undefined): readonly Leaf[] =>
  ofCondition(when, { isNegated: false, isAlternative: false });

/** The facts of these leaves in the order of a trace's values. */
export const factsOf = (leaves: readonly Leaf[]): readonly string[] => [...new Set(leaves.map(({ fact }) => fact))];
