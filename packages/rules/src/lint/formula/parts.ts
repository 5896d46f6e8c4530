import type { Condition, Operators } from '../../playbook.ts';
import type { FactValue } from '../../types.ts';
import { ofCondition, ofFact, ofOperator } from './formula.ts';
import type { Formula } from './formula.ts';

/** One of the things a condition wants all of, as small as it can be taken alone. */
export interface Part {
  /** The steps into the playbook, a fact's name being one: `['rules[0].when', '.cart.value', '.$gte']`. */
  readonly steps: readonly string[];
  readonly formula: Formula;
}

export const pathOf = ({ steps }: Pick<Part, 'steps'>): string => steps.join('');

const isOperators = (spec: FactValue | Operators | readonly Condition[]): spec is Operators =>
  typeof spec === 'object' && !Array.isArray(spec);

/** A condition taken apart: `$and` into its conditions, a fact into its operators. Alternatives stay together. */
export function partsOf(condition: Condition | undefined, ...steps: readonly string[]): readonly Part[] {
  return Object.entries(condition ?? {}).flatMap(
    ([key, spec]: [string, FactValue | Operators | readonly Condition[]]): readonly Part[] => {
      const at = [...steps, `.${key}`];
      if (key === '$and')
        return (spec as readonly Condition[]).flatMap((part, index) => partsOf(part, ...at, `[${index}]`));
      if (key === '$nor')
        return (spec as readonly Condition[]).map((part, index) => ({
          steps: [...at, `[${index}]`],
          formula: ofCondition(part, false),
        }));
      if (key.startsWith('$')) return [{ steps: at, formula: ofCondition({ [key]: spec } as Condition) }];
      if (!isOperators(spec)) return [{ steps: at, formula: ofFact(key, spec as FactValue) }];
      return Object.keys(spec)
        .filter((operator) => operator !== '$options')
        .map((operator) => ({ steps: [...at, `.${operator}`], formula: ofOperator(key, operator, spec) }));
    },
  );
}

/** An alternative of an `$or`, with everything that must hold beside it. */
export interface Branch extends Part {
  readonly beside: readonly Formula[];
}

/** Every alternative of every `$or` that is not itself under a `$nor` or `$not`. */
export function branchesOf(condition: Condition | undefined, path: string): readonly Branch[] {
  const parts = partsOf(condition, path);
  return alternatives(condition, [path]).map((branch) => ({
    ...branch,
    beside: parts.filter((part) => !pathOf(branch).startsWith(`${pathOf(part)}[`)).map(({ formula }) => formula),
  }));
}

function alternatives(condition: Condition | undefined, steps: readonly string[]): readonly Part[] {
  return Object.entries(condition ?? {}).flatMap(([key, spec]: [string, unknown]) => {
    if (key !== '$or' && key !== '$and') return [];
    return (spec as readonly Condition[]).flatMap((part, index) => {
      const at = [...steps, `.${key}`, `[${index}]`];
      const own = key === '$or' ? [{ steps: at, formula: ofCondition(part) }] : [];
      return [...own, ...alternatives(part, at)];
    });
  });
}

/** The longest path that leads to all of them. */
export function commonPath(parts: readonly Part[]): string {
  const [first, ...others] = parts;
  const steps = first?.steps ?? [];
  const length = steps.findIndex((step, index) => others.some((other) => other.steps[index] !== step));
  return (length === -1 ? steps : steps.slice(0, length)).join('');
}
