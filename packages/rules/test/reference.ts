import type { Facts, FactValue } from '../src/index.ts';

/** The conditions once more, as plainly as they can be said: by recursion, without compiling, caching or sharing anything with the engine. */
export function holdsPlainly(condition: unknown, facts: Facts): boolean {
  return Object.entries(condition as object).every(([key, spec]: [string, unknown]) => {
    const parts = (): boolean[] => (spec as unknown[]).map((part) => holdsPlainly(part, facts));
    if (key === '$and') return !parts().includes(false);
    if (key === '$or') return parts().includes(true);
    if (key === '$nor') return !parts().includes(true);
    const isOperators = typeof spec === 'object' && !Array.isArray(spec);
    return allOperators(isOperators ? (spec as object) : { $eq: spec }, facts[key]);
  });
}

function allOperators(spec: object, seen: FactValue | undefined): boolean {
  for (const [operator, want] of Object.entries(spec)) if (!oneOperator(operator, want, seen)) return false;
  return true;
}

function oneOperator(operator: string, want: unknown, seen: FactValue | undefined): boolean {
  const candidates: unknown[] = seen === undefined ? [] : Array.isArray(seen) ? [seen, ...seen] : [seen];
  const equal = (to: unknown): boolean => candidates.some((one) => JSON.stringify(one) === JSON.stringify(to));
  const ordered = (test: (order: number) => boolean): boolean =>
    candidates.some((one) => {
      if (typeof one === 'number' && typeof want === 'number') return test(Math.sign(one - want));
      if (typeof one === 'string' && typeof want === 'string') return test(one === want ? 0 : one < want ? -1 : 1);
      return false;
    });
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
    case '$exists':
      return candidates.length > 0 === want;
    case '$glob':
      return candidates.some((one) => typeof one === 'string' && globPlainly(want as string, one));
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
