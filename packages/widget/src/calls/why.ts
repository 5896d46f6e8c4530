import type { Decision, Rule, SuppressReason, Trace } from '@tillside/rules';
import { factsOf, leavesOf } from '@tillside/rules/explain';
import type { Leaf, LeafOperator } from '@tillside/rules/explain';

/** Follows “has to” and, negated, “must not”. */
const wanted: Readonly<Record<LeafOperator, (want: string) => string>> = {
  $eq: (want) => `be ${want}`,
  $ne: (want) => `be anything but ${want}`,
  $lt: (want) => `be less than ${want}`,
  $lte: (want) => `be at most ${want}`,
  $gt: (want) => `be more than ${want}`,
  $gte: (want) => `be at least ${want}`,
  $in: (want) => `be one of ${want}`,
  $nin: (want) => `be none of ${want}`,
  $all: (want) => `have all of ${want}`,
  $size: (want) => `have ${want} elements`,
  $elemMatch: (want) => `have an element with ${want}`,
  $exists: (want) => (want === 'true' ? 'be known' : 'be not known'),
  $type: (want) => `be a ${want}`,
  $regex: (want) => `match ${want}`,
  $glob: (want) => `match ${want}`,
};

const reasons: Readonly<Record<SuppressReason, string>> = {
  disabled: 'the rule is switched off',
  schedule: 'it is not its time, by the rule’s schedule',
  audience: 'the visitor’s arm is none of this rule’s',
  condition: 'its condition does not hold',
  page: 'nothing invites on this page (neverOn)',
  on_screen: 'an invitation is on screen or on its way',
  in_conversation: 'a conversation is going on',
  declined: 'the visitor said “no, thanks”',
  quiet: 'it is quiet after an invitation, a conversation or an order',
  rule_limit: 'this rule invited as often as it may',
  visit_limit: 'as many invitations were shown in this visit as may be',
  visitor_limit: 'as many invitations were shown to this visitor as may be',
  funnel: 'a rule as deep in the funnel invited within a day',
  outranked: 'another rule comes first',
};

const failedLeaf = (rule: Rule, { bits }: Trace): Leaf | undefined =>
  leavesOf(rule.when).find(({ isNegated }, index) => bits[index] === (isNegated ? '1' : '0'));

/** The first comparison that is false now, in words; nothing where all hold. */
export function firstFalse(rule: Rule, trace: Trace): string | undefined {
  const leaf = failedLeaf(rule, trace);
  if (!leaf) return undefined;
  const { fact, operator, want, isNegated, isAlternative } = leaf;
  const seen = trace.values[factsOf(leavesOf(rule.when)).indexOf(fact)] ?? 'not known';
  const modal = isNegated ? 'must not' : isAlternative ? 'has to (or another has to do)' : 'has to';
  return `${fact} is ${seen}; it ${modal} ${wanted[operator](JSON.stringify(want))}`;
}

/** What one rule would do now if its signal came. */
export function whyNot(rule: Rule, decision: Decision | undefined): string {
  if (!decision) return 'it was not asked';
  if (decision.kind === 'invite') return 'it would invite';
  if (decision.kind === 'hold_out') return 'it would invite, but this visitor is held out by an experiment';
  const { reason, trace } = decision;
  return (reason === 'condition' && firstFalse(rule, trace)) || reasons[reason];
}
