import { armOf, createEngine } from '../index.ts';
import type { Decision, Engine, EngineState, FactValue, Playbook, StepInput } from '../index.ts';
import type { Journey, JourneyStep } from '../journeys/types.ts';

/** What a playbook whose invitations say nothing of it has; the engine's own default. */
const TIME_TO_LIVE_MS = 60_000;
/** More than any comparison has; engines that were made for it are thrown away then. */
const MOST_ENGINES = 256;

/** What is known at the moment of a decision. */
export interface Scene {
  readonly pageType: FactValue | undefined;
  readonly path: FactValue | undefined;
  readonly cartValue: FactValue | undefined;
  readonly currency: FactValue | undefined;
}

/** Plays journeys through one playbook, each from a fresh state. `hear` gets every decision with its instant and scene. */
export type Player = (journey: Journey, hear: (decision: Decision, at: number, scene: Scene) => void) => void;

interface Due {
  readonly at: number;
  readonly rule: string;
  readonly outcome: 'shown' | 'timed_out';
}

/** Invitations of then belong to the playbook of then; conversations and orders are the visitor's own. */
const isFed = ({ outcome }: NonNullable<JourneyStep['outcome']>): boolean =>
  outcome === 'ordered' || outcome === 'conversation_opened' || outcome === 'conversation_ended';

type Changes = NonNullable<StepInput['facts']>;

function withoutNulls(facts: NonNullable<JourneyStep['facts']>): Changes {
  const changes: Record<string, FactValue | undefined> = {};
  for (const name in facts) changes[name] = facts[name] ?? undefined;
  return changes;
}

const NOWHERE: Scene = { pageType: undefined, path: undefined, cartValue: undefined, currency: undefined };

function look(scene: Scene, facts: Changes): Scene {
  const now = (name: string, before: FactValue | undefined) => (name in facts ? facts[name] : before);
  return {
    pageType: now('page.type', scene.pageType),
    path: now('page.path', scene.path),
    cartValue: now('cart.value', scene.cartValue),
    currency: now('cart.currency', scene.currency),
  };
}

/**
 * Visitors of the same arms are one to the engine, which draws nothing else from the seed: an engine each would be compiled for
 * every line of a file.
 */
function createEngines(playbook: Playbook): (seed: string) => Engine<EngineState> {
  const engines = new Map<string, Engine<EngineState>>();
  const experiments = playbook.experiments ?? [];
  return (seed) => {
    const arms = experiments.map((experiment) => armOf(experiment, seed).id).join('\n');
    const known = engines.get(arms);
    if (known) return known;
    if (engines.size >= MOST_ENGINES) engines.clear();
    const engine = createEngine(playbook, { visitorSeed: seed });
    engines.set(arms, engine);
    return engine;
  };
}

/**
 * What became of a rehearsed invitation nobody knows: it is taken to be shown after the rule's `delayMs` and to end `timed_out` after its
 * time to live. Time stands still after the last step: whether the page stayed open is not known.
 */
export function createPlayer(playbook: Playbook): Player {
  const engineOf = createEngines(playbook);
  const rules = new Map(playbook.rules.map((rule) => [rule.id, rule]));

  return ({ journey, startedAt, steps }, hear) => {
    const engine = engineOf(journey);
    let state = engine.start(undefined, startedAt);
    let wakeAt: number | undefined;
    let due: Due[] = [];
    let scene = NOWHERE;

    function step(input: StepInput): void {
      if (input.facts) scene = look(scene, input.facts);
      const result = engine.step(state, input);
      state = result.state;
      // An instant that is over was heard by this very step; asked again it would be asked for ever.
      wakeAt = result.wakeAt !== undefined && result.wakeAt > input.now ? result.wakeAt : undefined;
      for (const decision of result.decisions) {
        hear(decision, input.now, scene);
        if (decision.kind !== 'invite') continue;
        const { delayMs = 0, timeToLiveMs = TIME_TO_LIVE_MS } = rules.get(decision.rule)?.invite ?? {};
        const shownAt = input.now + delayMs;
        if (delayMs > 0) due.push({ at: shownAt, rule: decision.rule, outcome: 'shown' });
        due.push({ at: shownAt + timeToLiveMs, rule: decision.rule, outcome: 'timed_out' });
        if (delayMs === 0) step({ now: input.now, outcome: { rule: decision.rule, outcome: 'shown' } });
      }
    }

    /** All that time brings until an instant, in order. */
    function passTime(until: number): void {
      for (;;) {
        const next = due.reduce<Due | undefined>(
          (first, one) => (first && first.at <= one.at ? first : one),
          undefined,
        );
        const at = Math.min(next?.at ?? Infinity, wakeAt ?? Infinity);
        if (at > until) return;
        if (next && next.at === at) {
          due = due.filter((one) => one !== next);
          step({ now: at, outcome: { rule: next.rule, outcome: next.outcome } });
        } else step({ now: at });
      }
    }

    for (const { at, signal, facts, outcome } of steps) {
      const now = startedAt + at;
      if (wakeAt !== undefined || due.length > 0) passTime(now);
      const fed = outcome && isFed(outcome) ? outcome : undefined;
      if (!signal && !facts && !fed) continue;
      step({
        now,
        ...(signal && { signal }),
        ...(facts && { facts: withoutNulls(facts) }),
        ...(fed && { outcome: fed }),
      });
    }
  };
}
