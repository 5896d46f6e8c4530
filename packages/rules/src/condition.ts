import type { Bits } from './bits.ts';
import { every, not, some } from './logic.ts';
import type { Predicate } from './logic.ts';
import { operators } from './operators.ts';

/** Whether a condition holds, given the bits of all leaves. */
export type Verdict = Predicate<Bits>;

/** Called for each leaf, a comparison of one fact by one operator, in document order. `path` leads to it inside the playbook. */
export type OnLeaf = (fact: string, operator: string, want: unknown, path: string) => Verdict;

/** The joins of conditions. */
const joins: Readonly<Record<string, (parts: readonly Verdict[]) => Verdict>> = {
  $and: every,
  $or: some,
  $nor: (parts) => not(some(parts)),
};

const entries = (value: unknown): [string, unknown][] => Object.entries(value ?? {});

/** A typing error that slipped past the schema must not become a rule that silently never fires. */
function unknownOperator(path: string): never {
  throw new Error(`${path}: unknown operator`);
}

function compileFact(fact: string, spec: unknown, path: string, onLeaf: OnLeaf): Verdict {
  if (typeof spec !== 'object' || Array.isArray(spec)) return onLeaf(fact, '$eq', spec, path);
  return every(
    entries(spec).map(([operator, want]) => {
      const at = `${path}.${operator}`;
      if (operator === '$not') return not(compileFact(fact, want, at, onLeaf));
      return operators.has(operator) ? onLeaf(fact, operator, want, at) : unknownOperator(at);
    }),
  );
}

/**
 * Walks a condition once and turns it into closures over leaf bits (`eval` is forbidden by shops' policies).
 *
 * @throws Error with the path of an operator that does not exist.
 */
export function compileCondition(when: unknown, path: string, onLeaf: OnLeaf): Verdict {
  return every(
    entries(when).map(([key, spec]) => {
      const at = `${path}.${key}`;
      if (!key.startsWith('$')) return compileFact(key, spec, at, onLeaf);
      const join = joins[key] ?? unknownOperator(at);
      return join(entries(spec).map(([index, part]) => compileCondition(part, `${at}[${index}]`, onLeaf)));
    }),
  );
}
