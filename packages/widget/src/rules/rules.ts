import type {
  Decision,
  Engine,
  EngineState,
  FactValue,
  Outcome,
  Playbook,
  SavedState,
  Signal,
  StepInput,
} from '@tillside/rules';
import { createCoreEngine } from '@tillside/rules/core';
import type { Extras } from '@tillside/rules/core';
import { DO_NOT_DISTURB } from '../consent/store.ts';
import type { Store } from '../consent/store.ts';
import { listen, page } from '../env.ts';

/** Storage key: the engine's memory. */
export const RULES = 'rules';
const DAY_MS = 86_400_000;

/** To invite, or to hold out: the relay is asked of both, so that lift compares those whom a rep could have served. */
export type Invite = Exclude<Decision, { kind: 'suppress' }>;
export type Step = Omit<StepInput, 'now'>;
export type FactChanges = Readonly<Record<string, FactValue | undefined>>;

/** Timers take no longer than 24.8 days; waking early, after half of that, does no harm. */
const LONGEST_MS = 1e9;

export interface Rules {
  readonly _facts: (changes: FactChanges) => void;
  /** Something was observed, and what is known since. */
  readonly _signal: (signal: Signal, changes?: FactChanges) => void;
  readonly _outcome: (outcome: Outcome, rule?: string) => void;
  /** The relay said who this is: experiments' arms hang on it. */
  readonly _seed: (visitor: string) => void;
  /** All facts as they were told last. */
  readonly _known: () => FactChanges;
  /** An engine over another playbook, for this visitor. Whatever it is asked, nothing comes of it here. */
  readonly _engine: (playbook: Playbook, extras: Extras | undefined) => Engine<EngineState>;
}

export interface RulesHost {
  readonly _playbook: Playbook;
  readonly _store: Store;
  readonly _signal: AbortSignal;
  /** What names the visitor to experiments. */
  readonly _seed: string;
}

/**
 * Drives the pure engine: gives it the time, wakes it when it asked to be woken, and keeps its memory where all tabs
 * of the visitor find it, so that limits hold for the visitor and not for the tab.
 */
export function createRules(
  { _playbook: playbook, _seed: seed, _signal: signal, _store: store }: RulesHost,
  extras: Extras | undefined,
  onInvite: (decision: Invite) => void,
  onArmed: (isArmed: boolean) => void,
  onStep: (step: Step) => void,
): Rules {
  let engine = createCoreEngine(playbook, seed, extras);
  /** All that was told, for an engine that takes over from this one. */
  let facts: FactChanges = {};
  let state: EngineState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The memory as we last saw it in storage. */
  let known: string | undefined;

  const save = (state: EngineState): void => {
    const saved = engine.save(state);
    const days = Math.ceil((saved['declinedEndsAt'] as number) / DAY_MS);
    const before = store._get<SavedState>(RULES);
    store._set(RULES, saved);
    known = store._raw(RULES);
    // A no that the engine knew and takes back binds no more: the visitor wrote since. One that was remembered longer than this browser does is not ours to remove before its day.
    if (days || before?.['declinedEndsAt'] || !((store._get(DO_NOT_DISTURB) as number) > Date.now()))
      store._set(DO_NOT_DISTURB, days ? days * DAY_MS : undefined);
  };

  const step = (input: Step): void => {
    const now = Date.now();
    facts = { ...facts, ...input.facts };
    // What an earlier page left is where we start; what another tab wrote since counts here too.
    if (!state)
      state = engine.start(store._get<SavedState>(RULES) ?? { v: 2, declinedEndsAt: store._get(DO_NOT_DISTURB) }, now);
    else if (store._raw(RULES) !== known) state = engine.adopt(state, store._get(RULES));
    known = store._raw(RULES);
    const { decisions, wakeAt, isArmed, state: next } = engine.step(state, { now, ...input });
    state = next;
    if (!input.facts || input.signal || decisions.length) save(next);
    clearTimeout(timer);
    if (wakeAt) timer = setTimeout(wake, Math.min(wakeAt - now, LONGEST_MS));
    onStep(input);
    for (const decision of decisions) if (decision.kind !== 'suppress') onInvite(decision);
    onArmed(isArmed);
  };

  /** What falls due in a hidden tab is judged when the page is seen again: nobody is there to be asked. */
  const wake = (): void => {
    if (!page().hidden && !signal.aborted) step({});
  };
  listen(page(), 'visibilitychange', wake, signal);

  return {
    _facts: (changes) => step({ facts: changes }),
    _signal: (it, changes = {}) => step({ signal: it, facts: changes }),
    _outcome: (outcome, rule) => step({ outcome: { outcome, rule } as NonNullable<StepInput['outcome']> }),
    _known: () => facts,
    _engine: (other, more) => createCoreEngine(other, seed, more),
    _seed(visitor) {
      seed = visitor;
      const saved = state && engine.save(state);
      engine = createCoreEngine(playbook, seed, extras);
      state = engine.start(saved, Date.now());
      step({ facts });
    },
  };
}
