import { allOf } from './answer.ts';
import type { Answer } from './answer.ts';
import { domainOfFact } from './domain.ts';
import type { DomainOf } from './domain.ts';
import { fits } from './fits.ts';
import { all } from './formula.ts';
import type { Formula, Leaf } from './formula.ts';

/** So many combinations of alternatives are tried; beyond, the answer is `unknown`. */
export const MOST_COMBINATIONS = 20_000;

type Any = Extract<Formula, { kind: 'any' }>;
type Known = ReadonlyMap<string, readonly Leaf[]>;

interface Search {
  readonly domainOf: DomainOf;
  left: number;
}

/** Takes in everything that must hold anyway; what is left are choices. Nothing when a choice without alternatives is among them. */
function gather(known: Known, todo: readonly Formula[]) {
  const facts = new Map(known);
  const changed = new Set<string>();
  const choices: Any[] = [];
  const open = [...todo];
  for (let formula = open.pop(); formula; formula = open.pop()) {
    if (formula.kind === 'all') open.push(...formula.parts);
    else if (formula.kind === 'leaf') {
      facts.set(formula.fact, [...(facts.get(formula.fact) ?? []), formula]);
      changed.add(formula.fact);
    } else if (formula.parts.length === 0) return undefined;
    else choices.push(formula);
  }
  return { facts, changed, choices };
}

function search(state: Search, known: Known, todo: readonly Formula[]): Answer {
  const gathered = gather(known, todo);
  if (!gathered) return 'no';
  const { facts, changed, choices } = gathered;
  const ask = (fact: string): Answer =>
    fits(state.domainOf(fact), facts.get(fact) ?? [], (formula, domainOf) =>
      search({ domainOf, left: state.left }, new Map(), [formula]),
    );
  if ([...changed].some((fact) => ask(fact) === 'no')) return 'no';
  // The choice with the fewest alternatives first: it cuts most.
  const [first, ...others] = choices.sort((a, b) => a.parts.length - b.parts.length);
  if (!first) return allOf([...facts.keys()].map(ask));
  let answer: Answer = 'no';
  for (const part of first.parts) {
    if (--state.left < 0) return 'unknown';
    const said = search(state, facts, [part, ...others]);
    if (said === 'yes') return said;
    if (said === 'unknown') answer = said;
  }
  return answer;
}

/**
 * Whether some facts make the formula true: its disjunctive normal form, walked branch by branch and cut as soon as one fact cannot
 * be what the branch wants. `no` is certain; so is `yes` up to regular expressions, each of which is taken to find something.
 */
export const canHold = (formula: Formula, domainOf: DomainOf = domainOfFact, most = MOST_COMBINATIONS): Answer =>
  search({ domainOf, left: most }, new Map(), [all(formula)]);
