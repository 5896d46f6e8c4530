import type { JourneyStep } from '@tillside/protocol';
import { reduceName } from '@tillside/rules/privacy';
import { reduceFact } from './privacy.ts';
import type { Place } from './privacy.ts';

type Facts = NonNullable<JourneyStep['facts']>;
type Fact = Facts[string];

const reduceWord = <T>(value: T): T | string => (typeof value === 'string' ? reduceName(value) : value);

function reduceItems(list: Extract<Fact, readonly unknown[]>): Fact {
  return list.map((one) =>
    typeof one === 'object'
      ? Object.fromEntries(Object.entries(one).map(([name, value]) => [reduceName(name), reduceWord(value)]))
      : reduceWord(one),
  );
}

/** A country narrows down who it was more than a rehearsal needs. */
const dropped: ReadonlySet<string> = new Set(['visit.country']);

/** The shop's own part of a name may be anything. */
const ownPart = /^(?:visitor\.attributes|page\.query|reps\.teams|reps\.skills)\.(.+)$/;

function isFactName(name: string): boolean {
  const own = ownPart.exec(name)?.[1];
  return own === undefined ? /^[a-z]+\.[a-zA-Z]{1,30}$/.test(name) && !dropped.has(name) : reduceName(own) === own;
}

function reduceFacts(facts: Facts, place: Place): Facts {
  const kept = Object.entries(facts).flatMap(([name, fact]): [string, Fact][] => {
    if (!isFactName(name)) return [];
    if (Array.isArray(fact)) return [[name, reduceItems(fact)]];
    const reduced = typeof fact === 'string' ? reduceFact(name, fact, place) : fact;
    return reduced === undefined ? [] : [[name, reduced]];
  });
  return Object.fromEntries(kept);
}

function reduceSignal({ name, of, value }: NonNullable<JourneyStep['signal']>): JourneyStep['signal'] {
  return {
    name: reduceName(name),
    ...(of === undefined ? {} : { of: reduceName(of) }),
    ...(value === undefined ? {} : { value }),
  };
}

/**
 * A recorded stretch of a visit as the journal may have it: addresses reduced, titles gone where they name people, every other text a name
 * or `***`. The widget did so before; that a frame came from there is not believed.
 */
export function reduceSteps(steps: readonly JourneyStep[], queryKeys: readonly string[]): readonly JourneyStep[] {
  let type: unknown;
  return steps.map(({ at, signal, facts, outcome }) => {
    if (facts !== undefined && 'page.type' in facts) type = facts['page.type'] ?? undefined;
    return {
      at,
      ...(signal === undefined ? {} : { signal: reduceSignal(signal) }),
      ...(facts === undefined ? {} : { facts: reduceFacts(facts, { type, queryKeys }) }),
      ...(outcome === undefined
        ? {}
        : {
            outcome: {
              outcome: outcome.outcome,
              ...(outcome.rule === undefined ? {} : { rule: reduceName(outcome.rule) }),
            },
          }),
    };
  });
}
