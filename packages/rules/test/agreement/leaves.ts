import type { FactItem, Facts, FactValue } from '../../src/index.ts';

/** One operator, and what it is held against. */
export interface Comparison {
  readonly operator: string;
  readonly want: unknown;
  readonly seen: FactValue | FactItem | undefined;
  /** Dotted name of the fact, or the name of an item's field. */
  readonly of: string;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isJoin = (key: string): boolean => ['$and', '$or', '$nor'].includes(key);

/** Every comparison that judging this condition can come to, those inside of `$elemMatch` for each element. */
export function comparisonsOf(condition: unknown, facts: Facts | FactItem): readonly Comparison[] {
  return Object.entries(condition as object).flatMap(([key, spec]: [string, unknown]) => {
    if (isJoin(key)) return (spec as readonly unknown[]).flatMap((part) => comparisonsOf(part, facts));
    return ofOperators(isObject(spec) ? spec : { $eq: spec }, facts[key], key);
  });
}

function ofOperators(spec: object, seen: Comparison['seen'], of: string): readonly Comparison[] {
  return Object.entries(spec).flatMap(([operator, want]: [string, unknown]) => {
    const own = { operator, want, seen, of };
    if (operator === '$not') return ofOperators(want as object, seen, of);
    if (operator !== '$elemMatch') return [own];
    const keys = Object.keys(want as object);
    const isCondition = keys.some((key) => !key.startsWith('$') || isJoin(key));
    // Once more as if there were no element: an operator that is not known is refused whether or not it is come to.
    const elements = [undefined, ...(Array.isArray(seen) ? (seen as readonly (string | number | FactItem)[]) : [])];
    return [
      own,
      ...elements.flatMap((element) =>
        isCondition ? comparisonsOf(want, isObject(element) ? element : {}) : ofOperators(want as object, element, of),
      ),
    ];
  });
}
