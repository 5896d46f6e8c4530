import { compileCondition } from './condition.ts';
import type { OnLeaf } from './condition.ts';
import { COMPARISONS, makeTest } from './comparisons.ts';
import type { Test } from './comparisons.ts';
import type { Extras } from './extras.ts';
import type { Derive } from './extras/derive.ts';
import type { ToLocal } from './extras/local-time.ts';
import { addGate, createNet } from './gates.ts';
import type { Counts, Gate, Part } from './gates.ts';
import type { Hook, Listener } from './listener.ts';
import { DEFAULT_LIMITS } from './memory.ts';
import type { Arm, Playbook, PlaybookLimits, Rule, Schedule } from './playbook.ts';

/** One fact that is looked at. */
export interface Slot {
  readonly _index: number;
  readonly _leaves: Leaf[];
}

/** One comparison of one fact, shared by all rules that make it. */
export interface Leaf {
  readonly _slot: Slot;
  readonly _test: Test;
  readonly _gate: Gate;
  /** The number it compares with, as all comparisons with a number do; else none (NaN). */
  readonly _want: number;
}

export interface CompiledRule {
  readonly _index: number;
  readonly _rule: Rule;
  readonly _id: string;
  readonly _isOff: boolean;
  readonly _schedule: Schedule | undefined;
  /** In document order, so a leaf used twice is there twice. */
  readonly _leaves: readonly Leaf[];
  /** The facts they look at, each once, in the order in which they are first named. */
  readonly _slots: readonly Slot[];
  /** On while the condition holds. */
  readonly _gate: Gate;
  readonly _funnel: number;
  /** Of the rule's experiment, and whether it is one that this rule does not invite. */
  readonly _arm: Arm | undefined;
  readonly _isOut: boolean;
  /** Whether its schedule includes the minute that was looked at last. */
  _minute?: number;
  _isInTime?: boolean;
  /** 0 wins: by funnel, then priority, then document order. */
  _rank: number;
  /** By entry of its `on`. */
  _listeners: readonly Listener[];
  /** The last step in which it was asked: so that it is asked once in each. */
  _tick?: number;
}

export interface Program {
  readonly _playbook: Playbook;
  readonly _limits: Required<PlaybookLimits>;
  readonly _rules: readonly CompiledRule[];
  readonly _byId: ReadonlyMap<string, CompiledRule>;
  readonly _extras: Extras | undefined;
  readonly _slots: readonly Slot[];
  /** Where a fact that is told goes. */
  readonly _facts: ReadonlyMap<string, Slot>;
  /** Those whose value the engine knows, with the slot of what the page may say instead. */
  readonly _derived: readonly (readonly [own: Slot, given: Slot, derive: Derive])[];
  /** The counts while no fact is known. */
  readonly _counts: Counts;
  /** On while some rule's condition holds, and while nothing may invite on this page. */
  readonly _some: Gate;
  readonly _never: Gate | undefined;
  /** Who listens to a signal, by its name, then its kind: `''` is any other kind, and in all. */
  readonly _hooks: ReadonlyMap<string, ReadonlyMap<string, Hook>>;
  readonly _toLocal: ToLocal | undefined;
  /** Counts steps. Scratch, and nothing that a state hangs on. */
  _tick: number;
}

/** Compiles every rule once and indexes leaves by fact and rules by signal, so that a step costs what it touches. */
export function compile(playbook: Playbook, visitorSeed: string, extras: Extras | undefined): Program {
  const { rules, limits, timeZone } = playbook;
  const counts: Counts = [];
  const net = createNet(counts);
  const leaves = new Map<string, Leaf>();
  const facts = new Map<string, Slot>();
  const slots: Slot[] = [];
  const operators = { ...COMPARISONS, ...extras?._operators };
  const createSlot = (fact: string): Slot => {
    const slot: Slot = { _index: slots.length, _leaves: [] };
    slots.push(slot);
    facts.set(fact, slot);
    return slot;
  };

  /** Leaves of one rule go into `own` as well. */
  const leafInto =
    (own: Leaf[]): OnLeaf<Part> =>
    (fact, operator, want, options) => {
      const key = JSON.stringify([fact, operator, want, options]);
      let leaf = leaves.get(key);
      if (!leaf) {
        const slot = facts.get(fact) ?? createSlot(fact);
        const test = makeTest(operators, operator, want, options);
        const gate = addGate(counts, [], 1);
        counts[gate._index] = +test(undefined);
        leaf = { _slot: slot, _test: test, _gate: gate, _want: typeof want === 'number' ? want : NaN };
        slot._leaves.push(leaf);
        leaves.set(key, leaf);
      }
      own.push(leaf);
      return [leaf._gate, false];
    };

  const compiled = rules.map((rule, index): CompiledRule => {
    const own: Leaf[] = [];
    const whole = compileCondition(rule.when, leafInto(own), net);
    const [arm, isOut = false] = extras?._armOf(playbook, rule, visitorSeed) ?? [];
    return {
      _index: index,
      _rule: rule,
      _id: rule.id,
      _isOff: rule.enabled === false,
      _schedule: rule.schedule,
      _leaves: own,
      _slots: [...new Set(own.map(({ _slot }) => _slot))],
      _gate: addGate(counts, [whole], 1),
      _funnel: rule.funnel ?? 0,
      _arm: arm,
      _isOut: isOut,
      _rank: 0,
      _listeners: [],
    };
  });

  const byRank = [...compiled].sort(
    (a, b) => b._funnel - a._funnel || (b._rule.priority ?? 0) - (a._rule.priority ?? 0),
  );
  const heard = new Map<string, [kind: string, listener: Listener][]>();
  byRank.forEach((rule, rank) => {
    rule._rank = rank;
    rule._listeners = rule._rule.on.map((listen, entry): Listener => {
      const { signal = listen.flow?.at(-1)?.signal ?? '' } = listen;
      const timing = extras?._timingOf(listen);
      const listener: Listener = { _rule: rule, _entry: entry, _name: signal, _timing: timing };
      for (const { signal: name, of = '' } of timing?._steps ?? [{ ...listen, signal }]) {
        const all = heard.get(name) ?? [];
        all.push([of, listener]);
        heard.set(name, all);
      }
      return listener;
    });
  });
  const hooks = new Map<string, Map<string, Hook>>();
  for (const [name, all] of heard) {
    const kinds = new Map<string, Hook>();
    hooks.set(name, kinds);
    for (const kind of new Set(['', ...all.map(([of]) => of)])) {
      const mine = [...new Set(all.filter(([of]) => !of || of === kind).map(([, listener]) => listener))];
      const isPlain = !mine.some(({ _timing }) => _timing);
      const each = mine.filter(({ _rule }, index) => !isPlain || mine[index - 1]?._rule !== _rule);
      kinds.set(kind, { _listeners: each, _isPlain: isPlain });
    }
  }

  const merged = { ...DEFAULT_LIMITS, ...limits };
  return {
    _playbook: playbook,
    _limits: merged,
    _rules: compiled,
    _byId: new Map(compiled.map((rule) => [rule._id, rule])),
    _extras: extras,
    _slots: slots,
    _facts: facts,
    _derived: extras?._derivedOf(facts, createSlot) ?? [],
    _counts: counts,
    _some: addGate(
      counts,
      compiled.map(({ _gate }) => [_gate, false]),
      1,
    ),
    _never: extras && compileCondition(extras._neverOf(merged), leafInto([]), net)[0],
    _hooks: hooks,
    _toLocal: extras?._createToLocal(timeZone),
    _tick: 0,
  };
}
