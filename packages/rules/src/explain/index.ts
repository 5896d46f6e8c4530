import { expandTrace } from './expand.ts';
import type { Rule } from '../playbook.ts';
import type { Trace } from '../types.ts';
import type { Book } from './limits.ts';

export { factsSeen, packTrace, unpackTrace } from '../trace/index.ts';
export { factsOf, leavesOf } from '../trace/leaves.ts';
export type { Leaf, LeafOperator } from '../trace/leaves.ts';
export { expandTrace } from './expand.ts';
export type { ExplainedCondition, ExplainedLoser, Explanation, ExplainOptions } from './expand.ts';
export type { ExplainedLimit } from './limits.ts';

/**
 * Turns a trace into sentences: what made the rule be asked and what came of it, one a leaf of its condition (what, what was wanted, what was seen),
 * the limits as they stood, the arm, and why each other rule did not win.
 *
 * @param rule the rule as it was in the playbook version the trace was made with
 * @param locale BCP 47; `en` and `de` have words, others are told in English. Default `en`
 * @param currency of the cart, where neither the trace nor the rule tells it: without any, money is written in minor units
 * @param playbook the rule's playbook, for the figures of its limits, names of other rules and holdouts
 */
export const explain = (
  rule: Rule,
  trace: Trace,
  locale = 'en',
  currency?: string,
  playbook?: Book,
): readonly string[] => expandTrace(rule, trace, { locale, currency, playbook }).sentences;
