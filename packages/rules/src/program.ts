import { flip, isSet } from './bits.ts';
import type { Bits } from './bits.ts';
import { compileCondition } from './condition.ts';
import type { Verdict } from './condition.ts';
import { DEFAULT_LIMITS } from './memory.ts';
import { operators } from './operators.ts';
import type { Test } from './operators.ts';
import type { Playbook, PlaybookLimits, Rule } from './types.ts';

/** One comparison of one fact, shared by all rules that make it. */
export interface Leaf {
  readonly index: number;
  readonly fact: string;
  readonly test: Test;
  readonly readers: Set<CompiledRule>;
}

export interface CompiledRule {
  readonly index: number;
  readonly rule: Rule;
  /** In document order, so a leaf used twice is there twice. */
  readonly leaves: readonly Leaf[];
  /** The facts they look at, each once, in the order in which they are first named. */
  readonly facts: readonly string[];
  readonly holds: Verdict;
  readonly funnel: number;
  /** 0 wins: by funnel, then priority, then document order. */
  rank: number;
}

/** One entry of a rule's `on`. */
export interface Listener {
  readonly rule: CompiledRule;
  readonly entry: number;
  readonly name: string;
  /** 0: at once. */
  readonly afterMs: number;
}

export interface Program {
  readonly version: string;
  readonly limits: Omit<Required<PlaybookLimits>, 'perVisitor' | 'neverOn'>;
  readonly rules: readonly CompiledRule[];
  readonly byId: ReadonlyMap<string, CompiledRule>;
  readonly leavesOfFact: ReadonlyMap<string, readonly Leaf[]>;
  readonly listeners: ReadonlyMap<string, readonly Listener[]>;
  /** Which leaves and which rules' conditions hold while no fact is known. */
  readonly leaves: Bits;
  readonly held: Bits;
}

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Compiles every rule once and indexes leaves by fact and rules by signal, so that a step costs what it touches. */
export function compile(playbook: Playbook): Program {
  const known = new Map<string, Leaf>();
  const leavesOfFact = new Map<string, Leaf[]>();
  const listeners = new Map<string, Listener[]>();

  const rules = playbook.rules.map((rule, index) => {
    const leaves: Leaf[] = [];
    const holds = compileCondition(rule.when, `rules[${index}].when`, (fact, operator, want) => {
      const key = JSON.stringify([fact, operator, want]);
      let leaf = known.get(key);
      if (!leaf) {
        // compileCondition calls only for operators that exist; their operands were checked by the schema.
        const test = (operators.get(operator) as (operand: unknown) => Test)(want);
        leaf = { index: known.size, fact, test, readers: new Set() };
        known.set(key, leaf);
        push(leavesOfFact, fact, leaf);
      }
      const position = leaf.index;
      leaves.push(leaf);
      return (bits) => isSet(bits, position);
    });
    const compiled: CompiledRule = {
      index,
      rule,
      leaves,
      facts: [...new Set(leaves.map((leaf) => leaf.fact))],
      holds,
      funnel: rule.funnel ?? 0,
      rank: 0,
    };
    for (const leaf of leaves) leaf.readers.add(compiled);
    rule.on.forEach(({ signal: name = '', afterMs = 0 }, entry) =>
      push(listeners, name, { rule: compiled, entry, name, afterMs }),
    );
    return compiled;
  });

  const byRank = [...rules].sort((a, b) => b.funnel - a.funnel || (b.rule.priority ?? 0) - (a.rule.priority ?? 0));
  byRank.forEach((rule, rank) => (rule.rank = rank));

  const bits: number[] = [];
  const held: number[] = [];
  for (const leaf of known.values()) if (leaf.test(undefined)) flip(bits, leaf.index);
  for (const rule of rules) if (rule.holds(bits)) flip(held, rule.index);
  return {
    version: playbook.version,
    limits: { ...DEFAULT_LIMITS, ...playbook.limits },
    rules,
    byId: new Map(rules.map((rule) => [rule.rule.id, rule])),
    leavesOfFact,
    listeners,
    leaves: bits,
    held,
  };
}
