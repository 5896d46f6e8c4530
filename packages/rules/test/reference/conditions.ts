import type { FactItem, Facts, FactValue } from '../../src/index.ts';

/** The conditions once more, as plainly as they can be said: by recursion, without compiling, caching or sharing anything with the engine. */
export function holdsPlainly(condition: unknown, facts: Facts): boolean {
  return Object.entries(condition ?? {}).every(([key, spec]: [string, unknown]) => {
    const parts = (): boolean[] => (spec as unknown[]).map((part) => holdsPlainly(part, facts));
    if (key === '$and') return !parts().includes(false);
    if (key === '$or') return parts().includes(true);
    if (key === '$nor') return !parts().includes(true);
    return allOperators(operatorsOf(spec), facts[key]);
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A plain value is short for `$eq`. */
const operatorsOf = (spec: unknown): object => (isObject(spec) ? spec : { $eq: spec });

function allOperators(spec: object, seen: FactValue | FactItem | undefined): boolean {
  for (const [operator, want] of Object.entries(spec)) if (!oneOperator(operator, want, seen, spec)) return false;
  return true;
}

/** The whole first, then its elements: an operator holds for a list when it does for one of them. */
function candidatesOf(seen: FactValue | FactItem | undefined): readonly unknown[] {
  if (seen === undefined) return [];
  return Array.isArray(seen) ? [seen, ...(seen as readonly unknown[])] : [seen];
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Operators speak of the element itself, everything else of its fields. */
const isCondition = (want: object): boolean =>
  Object.keys(want).some((key) => !key.startsWith('$') || ['$and', '$or', '$nor'].includes(key));

function elementHolds(want: object, element: string | number | FactItem): boolean {
  if (!isCondition(want)) return allOperators(want, element);
  return isObject(element) && holdsPlainly(want, element);
}

function oneOperator(operator: string, want: unknown, seen: FactValue | FactItem | undefined, beside: object): boolean {
  const candidates = candidatesOf(seen);
  const equal = (to: unknown): boolean => candidates.some((one) => JSON.stringify(one) === JSON.stringify(to));
  const ordered = (test: (order: number) => boolean): boolean =>
    candidates.some((one) => {
      if (typeof one === 'number' && typeof want === 'number') return test(Math.sign(one - want));
      if (typeof one === 'string' && typeof want === 'string') return test(one === want ? 0 : one < want ? -1 : 1);
      return false;
    });
  const textHolds = (test: (text: string) => boolean): boolean =>
    candidates.some((one) => typeof one === 'string' && test(one));
  switch (operator) {
    case '$eq':
      return equal(want);
    case '$ne':
      return !equal(want);
    case '$in':
      return (want as unknown[]).some(equal);
    case '$nin':
      return !(want as unknown[]).some(equal);
    case '$lt':
      return ordered((order) => order < 0);
    case '$lte':
      return ordered((order) => order <= 0);
    case '$gt':
      return ordered((order) => order > 0);
    case '$gte':
      return ordered((order) => order >= 0);
    case '$all':
      return (want as unknown[]).length > 0 && (want as unknown[]).every(equal);
    case '$size':
      return Array.isArray(seen) && seen.length === want;
    case '$elemMatch':
      return Array.isArray(seen) && seen.some((element) => elementHolds(want as object, element as FactItem));
    case '$exists':
      return candidates.length > 0 === want;
    case '$type':
      return candidates.some((one) => typeOf(one) === want);
    case '$regex':
      return textHolds((text) =>
        new RegExp(want as string, (beside as { $options?: string }).$options ?? '').test(text),
      );
    case '$options':
      return true;
    case '$glob':
      return textHolds((text) => globPlainly(want as string, text));
    case '$not':
      return !allOperators(want as object, seen);
    default:
      throw new Error(`the reference does not know ${operator}`);
  }
}

/** By trying everything. */
export function globPlainly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const isDeep = pattern.startsWith('**');
  if (!isDeep && !pattern.startsWith('*'))
    return text !== '' && pattern[0] === text[0] && globPlainly(pattern.slice(1), text.slice(1));
  const rest = pattern.slice(isDeep ? 2 : 1);
  for (let taken = 0; taken <= text.length; taken++) {
    if (!isDeep && taken > 0 && '/?#'.includes(text.charAt(taken - 1))) return false;
    if (globPlainly(rest, text.slice(taken))) return true;
  }
  return false;
}
