import { armOf } from './arms.ts';
import { compileCondition } from './condition.ts';
import type { OnLeaf } from './condition.ts';
import { DERIVED } from './derive.ts';
import type { Derive } from './derive.ts';
import type { Test } from './comparisons.ts';
import { createNet } from './gates.ts';
import type { Counts, Gate, Part } from './gates.ts';
import { compileListen } from './listener.ts';
import type { Listener } from './listener.ts';
import { compileSchedule, createToLocal, DAY_MS } from './local-time.ts';
import type { ToLocal } from './local-time.ts';
import { makeTest } from './operators.ts';
import { markOf } from './memory.ts';
import type { Arm, Playbook, PlaybookLimits, Rule } from './types.ts';

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
}

export interface CompiledRule {
  readonly _index: number;
  readonly _rule: Rule;
  readonly _mark: number;
  /** In document order, so a leaf used twice is there twice. */
  readonly _leaves: readonly Leaf[];
  /** The facts they look at, each once, in the order in which they are first named. */
  readonly _slots: readonly Slot[];
  /** On while the condition holds. */
  readonly _gate: Gate;
  readonly _funnel: number;
  /** Of the rule's experiment. */
  readonly _arm: Arm | undefined;
  readonly _isInTime: (local: number) => boolean;
  /** 0 wins: by funnel, then priority, then document order. */
  _rank: number;
  /** By entry of its `on`. */
  _listeners: readonly Listener[];
  /** The last turn in which it was asked: so that it is asked once in each. */
  _turn: number;
}

export interface Program {
  readonly _playbook: Playbook;
  readonly _limits: typeof DEFAULT_LIMITS & Pick<PlaybookLimits, 'perVisitor'>;
  readonly _rules: readonly CompiledRule[];
  readonly _byId: ReadonlyMap<string, CompiledRule>;
  readonly _slots: ReadonlyMap<string, Slot>;
  /** Those whose value the engine knows, with the slot of what the page may say instead. */
  readonly _derived: readonly (readonly [own: Slot, given: Slot, derive: Derive])[];
  /** The counts while no fact is known, and the gate that is on while nothing may invite on this page. */
  readonly _counts: Counts;
  readonly _never: Gate;
  /** By signal, then by kind ('': any other), strongest rule first. */
  readonly _hooks: ReadonlyMap<string, ReadonlyMap<string, readonly Listener[]>>;
  /** Those that wait from the beginning of the visit. */
  readonly _timed: readonly Listener[];
  /** Signals whose last value somebody asks for. */
  readonly _peaked: ReadonlySet<string>;
  readonly _toLocal: ToLocal;
  readonly _isOpen: ((local: number) => boolean) | undefined;
  /** Counts steps. Scratch, and nothing that a state hangs on. */
  _turn: number;
}

/** What a playbook that says nothing of limits has. */
const DEFAULT_LIMITS = {
  perVisit: 2,
  declinedDays: 180,
  quietAfterDismissMs: 1_800_000,
  quietAfterConversationMs: DAY_MS,
  quietAfterOrderMs: DAY_MS,
};

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Listeners by signal and kind, so that a signal costs what those cost that it may concern. */
function hook(listeners: readonly Listener[]): Program['_hooks'] {
  const bySignal = new Map<string, [kind: string, listener: Listener][]>();
  for (const listener of listeners) {
    for (const { signal, of = '' } of [...listener._steps, ...listener._stops]) push(bySignal, signal, [of, listener]);
  }
  return new Map(
    [...bySignal].map(([signal, all]) => {
      const kinds = new Map<string, Listener[]>();
      for (const kind of new Set(['', ...all.map(([of]) => of)])) {
        const heard = all.filter(([of]) => !of || of === kind).map(([, listener]) => listener);
        kinds.set(kind, [...new Set(heard)]);
      }
      return [signal, kinds];
    }),
  );
}

/** Compiles every rule once and indexes leaves by fact and rules by signal, so that a step costs what it touches. */
export function compile(playbook: Playbook, visitorSeed: string): Program {
  const { rules, experiments, limits, timeZone, open, closedOn } = playbook;
  const counts: Counts = [];
  const net = createNet(counts);
  const leaves = new Map<string, Leaf>();
  const slots = new Map<string, Slot>();
  let slotCount = 0;
  const createSlot = (): Slot => ({ _index: slotCount++, _leaves: [] });

  /** Leaves of one rule go into `own` as well. */
  const leafInto =
    (own: Leaf[]): OnLeaf<Part> =>
    (fact, operator, want, options, path) => {
      const key = JSON.stringify([fact, operator, want, options]);
      let leaf = leaves.get(key);
      if (!leaf) {
        let slot = slots.get(fact);
        if (!slot) slots.set(fact, (slot = createSlot()));
        const test = makeTest(operator, want, options, path);
        const [gate] = net._gate([], 1);
        counts[gate._index] = +test(undefined);
        leaf = { _slot: slot, _test: test, _gate: gate };
        slot._leaves.push(leaf);
        leaves.set(key, leaf);
      }
      own.push(leaf);
      return [leaf._gate, false];
    };

  const compiled = rules.map((rule, index): CompiledRule => {
    const own: Leaf[] = [];
    const [gate] = compileCondition(rule.when, `rules[${index}].when`, leafInto(own), net);
    const experiment = experiments?.find(({ id }) => id === rule.audience?.experiment);
    return {
      _index: index,
      _rule: rule,
      _mark: markOf(rule.id),
      _leaves: own,
      _slots: [...new Set(own.map(({ _slot }) => _slot))],
      _gate: gate,
      _funnel: rule.funnel ?? 0,
      _arm: experiment && armOf(experiment, visitorSeed),
      _isInTime: compileSchedule(rule.schedule ?? {}),
      _rank: 0,
      _listeners: [],
      _turn: 0,
    };
  });
  for (const rule of compiled) rule._gate._rule = rule;

  const byRank = [...compiled].sort(
    (a, b) => b._funnel - a._funnel || (b._rule.priority ?? 0) - (a._rule.priority ?? 0),
  );
  const listeners = byRank.flatMap((rule, rank) => {
    rule._rank = rank;
    return (rule._listeners = rule._rule.on.map((listen, entry) => compileListen(listen, rule, entry)));
  });

  const never = (limits?.neverOn ?? []).map((pattern) => ({ 'page.path': { $glob: pattern } }));
  const [neverGate] = compileCondition({ $or: never }, '', leafInto([]), net);
  const derived = Object.entries(DERIVED).flatMap(([fact, derive]): Program['_derived'] => {
    const own = slots.get(fact);
    if (!own) return [];
    const given = createSlot();
    slots.set(fact, given);
    return [[own, given, derive]];
  });

  return {
    _playbook: playbook,
    _limits: { ...DEFAULT_LIMITS, ...limits },
    _rules: compiled,
    _byId: new Map(compiled.map((rule) => [rule._rule.id, rule])),
    _slots: slots,
    _derived: derived,
    _counts: counts,
    _never: neverGate,
    _hooks: hook(listeners),
    _timed: listeners.filter(({ _steps }) => !_steps[0]?.signal),
    _peaked: new Set(
      listeners.flatMap(({ _steps, _stops }) =>
        [..._steps, ..._stops].filter(({ atLeast }) => atLeast !== undefined).map(({ signal }) => signal),
      ),
    ),
    _toLocal: createToLocal(timeZone),
    _isOpen: open && compileSchedule({ hours: open }, closedOn),
    _turn: 0,
  };
}
