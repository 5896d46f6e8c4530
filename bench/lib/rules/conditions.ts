import type { Condition, Operators } from '@tillside/rules';
import type { Leaf, Nested, Scalar, Tree } from './workload.ts';

/** The same condition in each contender's own language, in the form in which it is fastest. */

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function operatorsOf({ op, want }: Leaf): Operators {
  if (op === 'contains') return { $regex: literally(String(want)) };
  return { [`$${op}`]: want };
}

/** For us and for everybody who speaks MongoDB's language. */
export function toMongo(tree: Tree): Condition {
  if ('all' in tree) return { $and: tree.all.map(toMongo) };
  if ('any' in tree) return { $or: tree.any.map(toMongo) };
  if ('not' in tree) return { [tree.not.fact]: { $not: operatorsOf(tree.not) } };
  return { [tree.fact]: tree.op === 'eq' ? (tree.want as Scalar) : operatorsOf(tree) };
}

const LOGIC = { eq: '===', ne: '!==', gt: '>', gte: '>=', lt: '<', in: 'in', nin: 'in', contains: 'in' } as const;

/** For json-logic-js. */
export function toLogic(tree: Tree): object {
  if ('all' in tree) return { and: tree.all.map(toLogic) };
  if ('any' in tree) return { or: tree.any.map(toLogic) };
  if ('not' in tree) return { '!': [toLogic(tree.not)] };
  const seen = { var: tree.fact };
  const rule = { [LOGIC[tree.op]]: tree.op === 'contains' ? [tree.want, seen] : [seen, tree.want] };
  return tree.op === 'nin' ? { '!': [rule] } : rule;
}

const NAMES = {
  eq: 'equal',
  ne: 'notEqual',
  gt: 'greaterThan',
  gte: 'greaterThanInclusive',
  lt: 'lessThan',
  in: 'in',
  nin: 'notIn',
  contains: 'includes',
} as const;

type RulesEngineCondition =
  | { readonly fact: string; readonly operator: string; readonly value: Leaf['want'] }
  | { readonly all: RulesEngineCondition[] }
  | { readonly any: RulesEngineCondition[] }
  | { readonly not: RulesEngineCondition };

/** For json-rules-engine; `includes` is an operator that we give it. */
export function toRulesEngine(tree: Tree): RulesEngineCondition {
  if ('all' in tree) return { all: tree.all.map(toRulesEngine) };
  if ('any' in tree) return { any: tree.any.map(toRulesEngine) };
  if ('not' in tree) return { not: toRulesEngine(tree.not) };
  return { fact: tree.fact, operator: NAMES[tree.op], value: tree.want };
}

export type Closure = (facts: Nested) => boolean;

function reader(path: string): (facts: Nested) => Scalar | undefined {
  const [group = '', field] = path.split('.');
  if (field === undefined) return (facts) => facts[group] as Scalar | undefined;
  return (facts) => (facts[group] as Readonly<Record<string, Scalar>> | undefined)?.[field];
}

function toLeafClosure({ op, fact, want }: Leaf): Closure {
  const read = reader(fact);
  const list = want as readonly unknown[];
  switch (op) {
    case 'eq':
      return (facts) => read(facts) === want;
    case 'ne':
      return (facts) => read(facts) !== want;
    case 'gt':
      return (facts) => (read(facts) as number) > (want as number);
    case 'gte':
      return (facts) => (read(facts) as number) >= (want as number);
    case 'lt':
      return (facts) => (read(facts) as number) < (want as number);
    case 'in':
      return (facts) => list.includes(read(facts));
    case 'nin':
      return (facts) => !list.includes(read(facts));
    case 'contains':
      return (facts) => (read(facts) as string).includes(want as string);
  }
}

/** What one would write by hand without generating code: a function a part, no types checked, nothing remembered. */
export function toClosure(tree: Tree): Closure {
  if ('all' in tree || 'any' in tree) {
    const isAll = 'all' in tree;
    const parts = (isAll ? tree.all : tree.any).map(toClosure);
    return (facts) => {
      for (const part of parts) if (part(facts) !== isAll) return !isAll;
      return isAll;
    };
  }
  if ('not' in tree) {
    const part = toLeafClosure(tree.not);
    return (facts) => !part(facts);
  }
  return toLeafClosure(tree);
}
