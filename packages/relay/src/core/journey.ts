import type { JourneyStep } from '@tillside/protocol';
import { reduceName, reduceUrl } from '@tillside/rules/privacy';
import { reduceTitle } from './privacy.ts';

type Facts = NonNullable<JourneyStep['facts']>;
type Fact = Facts[string];

const wholeAddress = 'https://shop.example';

/** A text that nothing above knows: only what is a name, of whatever kind. */
function reduceFact(fact: Fact): Fact {
  if (typeof fact === 'string') return reduceName(fact);
  if (!Array.isArray(fact)) return fact;
  return fact.map((one) => {
    if (typeof one !== 'object') return typeof one === 'string' ? reduceName(one) : one;
    const fields = Object.entries(one).map(([name, value]) => [
      reduceName(name),
      typeof value === 'string' ? reduceName(value) : value,
    ]);
    return Object.fromEntries(fields) as typeof one;
  });
}

/** Hosts hold dots and ports, never a path. */
const isHost = (text: string): boolean => /^[a-z\d.-]{1,100}(:\d{1,5})?$/i.test(text);

function reduceText(name: string, text: string, type: unknown, queryKeys: readonly string[]): string | undefined {
  switch (name) {
    case 'page.url':
      return reduceUrl(text, queryKeys).url;
    case 'page.path':
      return reduceUrl(wholeAddress + text, []).path;
    case 'page.title':
      return reduceTitle(text, type);
    case 'visit.referrer':
      return isHost(text) ? text : undefined;
    case 'visit.timeZone':
      return /^[\w+/-]{1,40}$/.test(text) ? text : undefined;
    default:
      break;
  }
  if (!name.startsWith('page.query.')) return reduceName(text);
  const key = name.slice('page.query.'.length);
  return reduceUrl(`${wholeAddress}/?${encodeURIComponent(key)}=${encodeURIComponent(text)}`, queryKeys).query[key];
}

/** A country narrows down who it was more than a rehearsal needs. */
const dropped: ReadonlySet<string> = new Set(['visit.country']);

/** The shop's own part of a name may be anything. */
const ownPart = /^(?:visitor\.attributes|page\.query|reps\.teams|reps\.skills)\.(.+)$/;

function isFactName(name: string): boolean {
  const own = ownPart.exec(name)?.[1];
  return own === undefined ? /^[a-z]+\.[a-zA-Z]{1,30}$/.test(name) && !dropped.has(name) : reduceName(own) === own;
}

function reduceFacts(facts: Facts, type: unknown, queryKeys: readonly string[]): Facts {
  const kept = Object.entries(facts).flatMap(([name, fact]): [string, Fact][] => {
    if (!isFactName(name)) return [];
    const reduced = typeof fact === 'string' ? reduceText(name, fact, type, queryKeys) : reduceFact(fact);
    return reduced === undefined ? [] : [[name, reduced]];
  });
  return Object.fromEntries(kept);
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
      ...(signal === undefined
        ? {}
        : {
            signal: {
              ...signal,
              name: reduceName(signal.name),
              ...(signal.of === undefined ? {} : { of: reduceName(signal.of) }),
            },
          }),
      ...(facts === undefined ? {} : { facts: reduceFacts(facts, type, queryKeys) }),
      ...(outcome === undefined
        ? {}
        : {
            outcome: {
              ...outcome,
              ...(outcome.rule === undefined ? {} : { rule: reduceName(outcome.rule) }),
            },
          }),
    };
  });
}
