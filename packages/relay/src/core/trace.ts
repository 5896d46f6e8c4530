import type { TraceFrame } from '@tillside/protocol';
import type { Condition, Playbook, Rule, TraceValue } from '@tillside/rules';
import { packTrace } from '@tillside/rules/explain';
import { reduceName } from '@tillside/rules/privacy';
import { reduceFact } from './privacy.ts';
import type { Place } from './privacy.ts';

/** The facts of a condition in the order in which it first names them: that of a trace's values. */
function factsOf(condition: Condition | undefined): readonly string[] {
  const names = Object.entries(condition ?? {}).flatMap(([key, inner]: [string, unknown]) =>
    key.startsWith('$') ? (inner as readonly Condition[]).flatMap(factsOf) : [key],
  );
  return [...new Set(names)];
}

const hidden = '***';

/** A text that was cut ends in `…`, and of a list only its length is there. */
function reduceValue(fact: string | undefined, value: TraceValue, place: Place): TraceValue {
  if (typeof value !== 'string' || /^#\d+$/.test(value)) return value;
  const isCut = value.endsWith('…');
  const text = isCut ? value.slice(0, -1) : value;
  const reduced = fact === undefined ? hidden : (reduceFact(fact, text, place) ?? hidden);
  return isCut && reduced === text ? value : reduced;
}

/**
 * A trace as the journal keeps it: packed, and without what should not have been in it. The page's word counts for what it saw; arm and
 * names are the relay's own.
 */
export function packedTrace(
  trace: TraceFrame,
  { playbook, rule, arm }: { readonly playbook: Playbook; readonly rule: Rule; readonly arm?: string | undefined },
  place: Place,
): string {
  const { entry, signal, at, bits, values, limits, losers = [] } = trace;
  const facts = factsOf(rule.when);
  const known = losers.filter(([id]) => playbook.rules.some((one) => one.id === id));
  return packTrace({
    rule: rule.id,
    entry,
    signal: reduceName(signal),
    at,
    bits,
    values: values.slice(0, facts.length).map((value, index) => reduceValue(facts[index], value, place)),
    limits,
    ...(arm === undefined ? {} : { arm }),
    ...(known.length === 0 ? {} : { losers: known }),
  });
}
