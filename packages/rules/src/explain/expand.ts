import { factsOf, leavesOf } from '../trace/leaves.ts';
import type { Leaf } from '../trace/leaves.ts';
import type { Rule } from '../playbook.ts';
import type { SuppressReason, Trace, TraceValue } from '../types.ts';
import { createCause } from './cause.ts';
import { fill } from './fill.ts';
import { languageOf } from './language.ts';
import { createLimits } from './limits.ts';
import type { Book, ExplainedLimit } from './limits.ts';
import { seenOf } from './seen.ts';
import { createFormatter } from './values.ts';
import { createWanted } from './wanted.ts';
import type { Verdict, Words } from './words/types.ts';

export interface ExplainedCondition {
  readonly what: string;
  /** Goes on after “had to be”. */
  readonly wanted: string;
  /** “must not be” instead. */
  readonly isNegated: boolean;
  readonly seen: string;
  readonly verdict: Verdict;
  /** One of several of which one is enough. */
  readonly isAlternative: boolean;
  /** All of it as one sentence. */
  readonly sentence: string;
}

export interface ExplainedLoser {
  readonly rule: string;
  readonly name: string;
  readonly why: string;
  readonly reason: SuppressReason;
}

/** A trace in words, part by part. */
export interface Explanation {
  /** What made the rule be asked, as a noun. */
  readonly cause: string;
  /** What came of it and why. */
  readonly result: string;
  /** Absent: the trace is not of this rule or version. */
  readonly conditions?: readonly ExplainedCondition[];
  /** Absent where nobody looked, because the rule is switched off. */
  readonly limits?: readonly ExplainedLimit[];
  readonly arm?: string;
  readonly losers: readonly ExplainedLoser[];
  /** All of it as sentences: cause and result, one a condition, limits, arm, one a loser. */
  readonly sentences: readonly string[];
}

export interface ExplainOptions {
  /** BCP 47; words by its base language, English where there are none. Default `en`. */
  readonly locale?: string;
  /** Of the cart, where neither the trace nor the rule tells it: without any, money is written in minor units. */
  readonly currency?: string | undefined;
  /** The playbook the rule is of: tells the figures of its limits, the names of other rules and which arm is a holdout. */
  readonly playbook?: Book | undefined;
}

/** The cart's currency as the trace saw it, or as the rule wants it. */
function currencyOf(leaves: readonly Leaf[], seen: ReadonlyMap<string, TraceValue>): string | undefined {
  const found = seen.get('cart.currency');
  if (typeof found === 'string') return found;
  const about = leaves.filter((leaf) => leaf.fact === 'cart.currency' && leaf.operator === '$eq' && !leaf.isNegated);
  return about.map(({ want }) => want).find((want) => typeof want === 'string');
}

function verdictOf(leaf: Leaf, bit: string | undefined): Verdict {
  if (bit !== '0' && bit !== '1') return 'open';
  return (bit === '1') === leaf.isNegated ? 'failed' : 'held';
}

function resultOf(words: Words, trace: Trace, limitReason: string | undefined, isHoldout: boolean | undefined): string {
  const { reason } = trace;
  if (limitReason !== undefined) return limitReason;
  if (reason && reason in words.reasons) return words.reasons[reason as keyof Words['reasons']];
  if (trace.arm === undefined || isHoldout === false) return words.invited;
  return isHoldout === true ? words.heldOut : words.allowed;
}

/**
 * A trace in words.
 *
 * @param rule the rule as it was in the playbook version the trace was made with
 */
export function expandTrace(rule: Rule, trace: Trace, options: ExplainOptions = {}): Explanation {
  const language = languageOf(options.locale ?? 'en');
  const { words } = language;
  const { playbook } = options;
  const leaves = leavesOf(rule.when);
  const facts = factsOf(leaves);
  // Fewer values than facts: the stored trace had no room for the others.
  const isOfRule = trace.rule === rule.id && trace.bits.length === leaves.length && trace.values.length <= facts.length;
  const seen = new Map(
    trace.values.slice(0, isOfRule ? undefined : 0).map((value, index) => [facts[index] ?? '', value]),
  );
  const format = createFormatter(language, currencyOf(leaves, seen) ?? options.currency);
  const wantedOf = createWanted(language, format);

  const conditions = leaves.map((leaf, index): ExplainedCondition => {
    const bit = trace.bits[index];
    const saw = seenOf(leaf.fact, bit, seen.get(leaf.fact), format);
    const [what, wanted, verdict] = [format.factName(leaf.fact), wantedOf(leaf), verdictOf(leaf, bit)];
    const plain = words.leaf(what, leaf.isNegated, wanted, saw, verdict);
    return {
      what: what.replace(/,$/, ''),
      wanted: wanted.replace(/,$/, ''),
      isNegated: leaf.isNegated,
      seen: fill(words.seen[saw.how], { value: saw.value }),
      verdict,
      isAlternative: leaf.isAlternative,
      sentence: leaf.isAlternative ? words.alternative(plain) : plain,
    };
  });

  const limits = createLimits(language, format, rule, trace, playbook);
  const { audience } = rule;
  const experiment = playbook?.experiments?.find(({ id }) => id === audience?.experiment);
  const isHoldout = experiment && experiment.arms.some(({ id, holdout }) => id === trace.arm && holdout === true);
  const arm = audience && trace.arm !== undefined ? words.arm(audience.experiment, trace.arm, isHoldout) : undefined;
  const losers = (trace.losers ?? []).map(([id, reason]): ExplainedLoser => {
    const name = playbook?.rules.find((one) => one.id === id)?.name ?? id;
    return { rule: id, name, why: words.losers.reasons[reason], reason };
  });
  const cause = createCause(language, format)(rule, trace);
  const result = resultOf(words, trace, limits.reason, isHoldout);
  const isBlind = trace.reason === 'disabled';

  return {
    cause,
    result,
    ...(isOfRule && { conditions }),
    ...(!isBlind && { limits: limits.rows }),
    ...(arm !== undefined && { arm }),
    losers,
    sentences: [
      words.outcome(cause, result),
      ...(isOfRule ? conditions.map(({ sentence }) => sentence) : [words.mismatch(rule.name)]),
      ...(isBlind ? [] : [words.limits.sentence(limits.rows.map(({ name, stood }) => [name, stood]))]),
      ...(arm === undefined ? [] : [arm]),
      ...losers.map(({ name, why }) => words.losers.sentence(name, why)),
    ],
  };
}
