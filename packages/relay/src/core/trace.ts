import type { TraceFrame } from '@tillside/protocol';
import type { Playbook, Rule, Trace, TraceValue } from '@tillside/rules';
import { factsSeen, packTrace } from '@tillside/rules/explain';
import { reduceFact, reduceName } from '@tillside/rules/privacy';

/** Where a trace was seen. */
export interface Place {
  /** The page's type; empty: not known. */
  readonly type: string;
  /** The site's. */
  readonly queryKeys: readonly string[];
}

const hidden = '***';
const attribute = 'visitor.attributes.';

/**
 * What is left of a text that was cut to judge it by; `undefined`: nothing. Half a token is too short to look like one, so only whole
 * segments of a path count, and words of which a name is made.
 */
function uncut(fact: string, value: string | number | boolean): string | number | boolean | undefined {
  if (typeof value !== 'string' || !value.endsWith('…')) return value;
  if (fact === 'page.url' || fact === 'page.path') return value.replace(/[^/]*$/, hidden);
  const text = value.slice(0, -1);
  return fact === 'page.title' || reduceName(text) === text ? text : undefined;
}

/** Of a list only its length is there. A country is no more than two letters. */
function reduceValue(fact: string, value: TraceValue, { type, queryKeys }: Place): TraceValue {
  if (value === null || (typeof value === 'string' && /^#\d{1,3}$/.test(value))) return value;
  if (fact === 'visit.country') return typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : hidden;
  // An attribute that a rule asks for is one that its author made public.
  const attributes = fact.startsWith(attribute) ? [fact.slice(attribute.length)] : [];
  const whole = uncut(fact, value);
  const reduced = whole === undefined ? undefined : reduceFact(fact, whole, { queryKeys, attributes }, type);
  if (reduced === undefined || typeof reduced === 'object') return hidden;
  return `${reduced}…` === value ? value : reduced;
}

/**
 * A trace as the journal keeps it: packed, and without what should not have been in it. The page's word counts for what it saw; arm and
 * names are the relay's own.
 */
export function packedTrace(
  frame: TraceFrame,
  { playbook, rule, arm }: { readonly playbook: Playbook; readonly rule: Rule; readonly arm?: string | undefined },
  place: Place,
): string {
  const { entry, signal, at, bits, values, limits } = frame;
  const losers = frame.losers?.filter(([id]) => playbook.rules.some((one) => one.id === id)) ?? [];
  const trace: Trace = {
    rule: rule.id,
    entry,
    signal: reduceName(signal),
    at,
    bits,
    values,
    limits,
    ...(arm === undefined ? {} : { arm }),
    ...(losers.length === 0 ? {} : { losers }),
  };
  // Every fact of the rule in the order of a trace's values: none is left out of one that saw nothing.
  const facts = Object.keys(factsSeen({ ...trace, values: Array.from({ length: 64 }, () => null) }, rule));
  return packTrace({ ...trace, values: facts.map((fact, index) => reduceValue(fact, values[index] ?? null, place)) });
}
