import type { Condition, Facts, FactValue, TraceValue } from '../../src/index.ts';
import { holdsPlainly } from './conditions.ts';

/** One comparison of a condition, put as a condition of its own. */
interface Leaf {
  readonly fact: string;
  readonly alone: Condition;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** In document order; what is inside `$not` as it stands there, what is inside `$elemMatch` is no leaf. */
function leavesOf(condition: unknown): readonly Leaf[] {
  return Object.entries(condition ?? {}).flatMap(([key, spec]: [string, unknown]) =>
    key.startsWith('$') ? (spec as readonly unknown[]).flatMap(leavesOf) : ofFact(key, spec),
  );
}

function ofFact(fact: string, spec: unknown): readonly Leaf[] {
  if (!isObject(spec)) return [{ fact, alone: { [fact]: { $eq: spec as FactValue } } }];
  const { $options, ...operators } = spec;
  return Object.entries(operators).flatMap(([operator, want]) => {
    if (operator === '$not') return ofFact(fact, want);
    const beside = operator === '$regex' && $options !== undefined ? { $options } : {};
    return [{ fact, alone: { [fact]: { [operator]: want, ...beside } } as Condition }];
  });
}

function written(value: FactValue | undefined): TraceValue {
  if (value === undefined) return null;
  if (Array.isArray(value)) return `#${value.length}`;
  if (typeof value === 'string' && value.length > 24) return `${value.slice(0, 23)}…`;
  return value as TraceValue;
}

/** What a trace says of a condition: a bit for each leaf, a value for each fact. */
export function seenOf(condition: Condition | undefined, facts: Facts): { bits: string; values: TraceValue[] } {
  const leaves = leavesOf(condition);
  const names = [...new Set(leaves.map(({ fact }) => fact))];
  return {
    bits: leaves.map(({ alone }) => (holdsPlainly(alone, facts) ? '1' : '0')).join(''),
    values: names.map((name) => written(facts[name])),
  };
}

export function unseenOf(condition: Condition | undefined): { bits: string; values: TraceValue[] } {
  const { bits, values } = seenOf(condition, {});
  return { bits: bits.replaceAll(/./g, '-'), values: values.map(() => null) };
}
