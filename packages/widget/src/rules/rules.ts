import { createEngine } from '@tillside/rules';
import type { Decision, EngineState, FactValue, Outcome, Playbook, SavedState, StepInput } from '@tillside/rules';
import { DO_NOT_DISTURB } from '../consent/store.ts';
import type { Store } from '../consent/store.ts';

const KEY = 'rules';
const DAY_MS = 86_400_000;

export type Invite = Extract<Decision, { kind: 'invite' }>;
export type FactChanges = Readonly<Record<string, FactValue | undefined>>;

export interface Rules {
  readonly _facts: (changes: FactChanges) => void;
  /** Something was observed, and what is known since. */
  readonly _signal: (name: string, changes?: FactChanges) => void;
  readonly _outcome: (outcome: Outcome, rule?: string) => void;
  readonly _stop: () => void;
}

/**
 * Drives the pure engine: gives it the time, wakes it when it asked to be woken, and keeps its memory where all tabs
 * of the visitor find it, so that limits hold for the visitor and not for the tab.
 */
export function createRules(
  playbook: Playbook,
  store: Store,
  onInvite: (decision: Invite) => void,
  onArmed: (isArmed: boolean) => void,
): Rules {
  const engine = createEngine(playbook, { visitorSeed: '' });
  let state: EngineState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The memory as we last saw it in storage. */
  let known: string | undefined;

  const save = (state: EngineState): void => {
    const saved = engine.save(state);
    const days = Math.ceil(Number(saved['declinedEndsAt']) / DAY_MS);
    store._set(KEY, saved);
    known = store._raw(KEY);
    store._set(DO_NOT_DISTURB, days ? days * DAY_MS : undefined);
  };

  const step = (input: Omit<StepInput, 'now'>): void => {
    const now = Date.now();
    const saved = store._get<SavedState>(KEY);
    // What an earlier page left is where we start; what another tab wrote since counts here too.
    state ??= engine.start(saved ?? { v: 2, declinedEndsAt: store._get(DO_NOT_DISTURB) }, now);
    if (store._raw(KEY) !== known) state = engine.adopt(state, saved);
    const { decisions, wakeAt, isArmed, state: next } = engine.step(state, { now, ...input });
    state = next;
    if (!input.facts || input.signal || decisions.length) save(next);
    clearTimeout(timer);
    if (wakeAt) timer = setTimeout(step, wakeAt - now, {});
    for (const decision of decisions) if (decision.kind === 'invite') onInvite(decision);
    onArmed(isArmed);
  };

  return {
    _facts: (changes) => step({ facts: changes }),
    _signal: (name, changes = {}) => step({ signal: { name }, facts: changes }),
    _outcome: (outcome, rule) => step({ outcome: { outcome, rule } as NonNullable<StepInput['outcome']> }),
    _stop: () => clearTimeout(timer),
  };
}
