import { isObject } from '../../schema/problems.ts';
import type { Condition } from '../../playbook.ts';

/** One operator of one fact, wherever it stands in a condition. A plain value is an `$eq` without a name of its own in the path. */
export interface NamedLeaf {
  readonly path: string;
  readonly fact: string;
  readonly operator: string;
  readonly want: unknown;
  readonly options?: string;
}

function leavesOfFact(fact: string, spec: unknown, path: string): readonly NamedLeaf[] {
  if (!isObject(spec)) return [{ path, fact, operator: '$eq', want: spec }];
  const options = typeof spec['$options'] === 'string' ? { options: spec['$options'] } : {};
  return Object.entries(spec).flatMap(([operator, want]) => {
    if (operator === '$options') return [];
    const at = `${path}.${operator}`;
    return operator === '$not' ? leavesOfFact(fact, want, at) : [{ path: at, fact, operator, want, ...options }];
  });
}

/** All of a condition's comparisons, in document order. What `$elemMatch` holds is one of them. */
export function leavesOf(condition: Condition | undefined, path: string): readonly NamedLeaf[] {
  return Object.entries(condition ?? {}).flatMap(([key, spec]: [string, unknown]) => {
    const at = `${path}.${key}`;
    if (!key.startsWith('$')) return leavesOfFact(key, spec, at);
    return (spec as readonly Condition[]).flatMap((part, index) => leavesOf(part, `${at}[${index}]`));
  });
}
