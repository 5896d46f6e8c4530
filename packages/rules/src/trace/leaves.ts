import { compileCondition } from '../condition.ts';
import type { Condition } from '../types.ts';

export interface ExplainedLeaf {
  readonly fact: string;
  readonly operator: string;
  readonly want: unknown;
  /** Under an odd number of `$not` and `$nor`: the rule wants it not to hold. */
  readonly isNegated: boolean;
  /** One of several of which one is enough. */
  readonly isAlternative: boolean;
}

/** The leaves of a condition in the order of a trace's bits: by the walk that the engine itself takes. */
export function leavesOf(when: Condition | undefined): readonly ExplainedLeaf[] {
  const leaves: ExplainedLeaf[] = [];
  compileCondition(when, '', (fact, operator, want, path) => {
    const negations = path.match(/\.\$(?:not|nor)(?=[.[])/g)?.length ?? 0;
    leaves.push({ fact, operator, want, isNegated: negations % 2 === 1, isAlternative: path.includes('.$or[') });
    return () => true;
  });
  return leaves;
}
