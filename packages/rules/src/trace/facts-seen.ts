import { factOf } from '../catalogue/index.ts';
import type { Rule } from '../playbook.ts';
import type { FactValue, Trace } from '../types.ts';
import { factsOf, leavesOf } from './leaves.ts';

/** The end of a text that was cut. */
const CUT = '…';

/**
 * The facts that a trace saw, as far as it kept them whole: `null` where one was not there; none that is a list or a text that was cut.
 *
 * @param rule the rule as it was in the playbook version the trace was made with
 */
export function factsSeen(trace: Trace, rule: Rule): Readonly<Record<string, FactValue | null>> {
  const seen: Record<string, FactValue | null> = {};
  factsOf(leavesOf(rule.when)).forEach((fact, index) => {
    const value = trace.values[index];
    const kind = factOf(fact)?.kind;
    const isList = typeof value === 'string' && /^#\d+$/.test(value) && kind !== 'text';
    const isCut = typeof value === 'string' && value.endsWith(CUT);
    if (value !== undefined && !isList && !isCut) seen[fact] = value;
  });
  return seen;
}
