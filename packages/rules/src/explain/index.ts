export { packTrace, unpackTrace } from '../trace/index.ts';
import type { FactValue, Rule, Trace } from '../types.ts';
import { leavesOf } from '../trace/leaves.ts';
import type { ExplainedLeaf } from '../trace/leaves.ts';
import { createFormatter } from './values.ts';
import { ENGLISH } from './words.ts';

type Formatter = ReturnType<typeof createFormatter>;
const words = ENGLISH;

/** The cart's currency as the trace saw it, or as the rule wants it. */
function currencyOf(leaves: readonly ExplainedLeaf[], values: Trace['values']): string | undefined {
  const about = leaves
    .map((leaf, index) => [leaf, values[index]] as const)
    .filter(([leaf]) => leaf.fact === 'cart.currency');
  const found = about.map(([, seen]) => seen).find((seen) => typeof seen === 'string');
  const wanted = about.map(([leaf]) => (leaf.operator === '$eq' && !leaf.isNegated ? leaf.want : undefined));
  return found ?? wanted.find((want) => typeof want === 'string');
}

function wantedOf({ fact, operator, want }: ExplainedLeaf, format: Formatter): string {
  const phrase = words.wanted.get(operator);
  if (phrase) return phrase(format.value(fact, want));
  return want === true ? words.known : words.unknown;
}

function sentence(
  leaf: ExplainedLeaf,
  bit: string | undefined,
  seen: FactValue | null | undefined,
  format: Formatter,
): string {
  const isLooked = bit === '1' || bit === '0';
  const verdict = (bit === '1') === leaf.isNegated ? words.fails : words.holds;
  const what = seen === null || seen === undefined ? words.seenNothing : words.seen(format.value(leaf.fact, seen));
  const said = words.leaf(
    words.facts.get(leaf.fact) ?? leaf.fact,
    leaf.isNegated,
    wantedOf(leaf, format),
    isLooked ? what : words.notSeen,
    isLooked ? verdict : words.open,
  );
  return leaf.isAlternative ? words.alternative(said) : said;
}

function outcome(rule: Rule, trace: Trace, format: Formatter): string {
  const listens = rule.on.filter((listen) => listen.signal === trace.signal);
  const afterMs = listens.length === 1 ? listens[0]?.afterMs : undefined;
  // The condition may have failed at the signal or at any moment of the wait: only an end that was reached can be named.
  const cause =
    afterMs && trace.reason !== 'condition' ? words.wait(trace.signal, format.seconds(afterMs)) : trace.signal;
  return words.outcome(cause, trace.reason ? words.reasons[trace.reason] : words.invited);
}

/**
 * Turns a trace into English sentences: one a leaf of the rule's condition (what, what was wanted, what was seen, whether that is as the rule wants it),
 * then what came of it and why.
 *
 * @param rule the rule as it was in the playbook version the trace was made with
 * @param locale how numbers, money and lists are written (BCP 47), default `en`
 * @param currency of the cart, where neither the trace nor the rule tells it: without any, money is written in minor units
 */
export function explain(rule: Rule, trace: Trace, locale = 'en', currency?: string): readonly string[] {
  const leaves = leavesOf(rule.when);
  const format = createFormatter(words, locale, currencyOf(leaves, trace.values) ?? currency);
  const isOfThisRule =
    trace.rule === rule.id && trace.bits.length === leaves.length && trace.values.length === leaves.length;
  const told = isOfThisRule
    ? leaves.map((leaf, index) => sentence(leaf, trace.bits[index], trace.values[index], format))
    : [words.mismatch(rule.id)];
  return [...told, outcome(rule, trace, format)];
}
