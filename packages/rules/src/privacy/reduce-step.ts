import { SIGNALS } from '../catalogue/index.ts';
import type { JourneyStep } from '../journeys/types.ts';
import type { FactValue, Signal } from '../types.ts';
import { isNameSeen, reduceFact } from './reduce-facts.ts';
import type { Allowed } from './reduce-facts.ts';
import { reduceName } from './reduce-name.ts';
import { MASK } from './reduce-url.ts';

/** Ten days of milliseconds; telephone numbers are longer. */
const MOST_VALUE = 1e9;

/** Closed kinds as they are, steps of the checkout by number, names of the shop's own reduced. */
function reduceKind(of: string, kinds: readonly string[] | undefined): string | undefined {
  if (kinds) return kinds.includes(of) ? of : undefined;
  return reduceName(of);
}

function reduceSignal({ name, of, value }: Signal): Signal | undefined {
  const definition = SIGNALS.get(name);
  if (!definition) return undefined;
  const kind = of === undefined ? undefined : reduceKind(of, definition.kinds);
  const isCount = value !== undefined && Math.abs(value) < MOST_VALUE;
  return { name, ...(kind !== undefined && { of: kind }), ...(isCount && { value }) };
}

/** `page.type` once a step was taken; empty: not known. */
export function pageTypeAfter({ facts }: Pick<JourneyStep, 'facts'>, before: string): string {
  const type = facts?.['page.type'];
  if (type === undefined) return before;
  return typeof type === 'string' ? type : '';
}

/**
 * A recorded step as an export may show it: addresses masked, titles only of pages that are the same for everybody, names that look
 * like names, no other text. Nothing of a step that holds nothing else. Doing it twice changes nothing.
 *
 * @param pageType `page.type` before this step; empty: not known
 */
export function reduceStep(step: JourneyStep, allowed: Allowed, pageType: string): JourneyStep | undefined {
  const signal = step.signal && reduceSignal(step.signal);
  const seenOn = pageTypeAfter(step, pageType);
  const facts: Record<string, FactValue | null> = {};
  for (const [name, value] of Object.entries(step.facts ?? {})) {
    const kept = value === null ? undefined : reduceFact(name, value, allowed, seenOn);
    // What may not be seen is gone: the value before it must not seem to go on.
    if (kept !== undefined || isNameSeen(name, allowed)) facts[name] = kept ?? null;
  }
  const rule = step.outcome?.rule;
  const isRule = rule !== undefined && reduceName(rule) !== MASK;
  const outcome = step.outcome && { ...(isRule && { rule }), outcome: step.outcome.outcome };
  const hasFacts = Object.keys(facts).length > 0;
  if (!signal && !hasFacts && !outcome) return undefined;
  return { at: step.at, ...(signal && { signal }), ...(hasFacts && { facts }), ...(outcome && { outcome }) };
}
