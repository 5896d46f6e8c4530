import { has, samples } from './charset.ts';
import type { Graph, Place } from './graph.ts';
import { createReach } from './reach.ts';

/**
 * Steps a search may take for each character of the text. A word list of fifty or a repetition up to 64 stays well below;
 * a text of 2,000 characters then costs half a million steps, some milliseconds.
 */
export const MAX_STEPS = 256;
/** Situations looked at before it is called unproven. */
const MAX_SITUATIONS = 3_000;

export type Proof =
  /** Searching a text of n characters takes at most `steps` times n + 1. */
  | { readonly isLinear: true; readonly steps: number }
  /** `word`: a text on which the steps for a character come above the limit; absent: there was too much to look at. */
  | { readonly isLinear: false; readonly word?: string };

/** Where all branches of a search stand after the same characters. */
interface Situation {
  /** The branch that will succeed, once it stands where success is sure; `scan`: none yet, the search begins anew at every character. */
  readonly sure: number | 'scan' | 'none';
  /** The branches that may fail: how many stand at each place. */
  readonly open: ReadonlyMap<number, number>;
  readonly isAtStart: boolean;
  readonly word: string;
}

/**
 * Proves that a backtracking matcher searches any text in steps linear in its length, starting anew at every character as browsers do.
 *
 * Backtracking costs one step for each way the characters up to some place can be read. So all situations are looked at in which a search can
 * be, with the number of branches at each place of the pattern, as in the construction of a deterministic automaton but with counts
 * (finite ambiguity; Weber and Seidl 1991, "On the degree of ambiguity of finite automata"). If they are finitely many and none costs more than the limit, that is the
 * proof, limit included; where branches multiply or add up with the text, some situation comes above it. A branch from which
 * success is sure ends the search, so all that fail before it and only one that succeeds are counted.
 */
export function prove(graph: Graph): Proof {
  const tree = treeSize(graph);
  if (tree <= MAX_STEPS) return { isLinear: true, steps: tree };
  const reach = createReach(graph, MAX_STEPS + 1);
  const reads = graph.places.filter((place) => place.kind === 'read');
  const units = samples(reads.map(({ set }) => set));

  const costOf = ({ sure, open, isAtStart }: Situation): number => {
    let cost = sure === 'none' ? 0 : reach(sure === 'scan' ? graph.first : sure, isAtStart).steps;
    for (const [place, count] of open) cost += count * reach(place, isAtStart).steps;
    return cost;
  };

  /** Everything that can be after one more character. */
  function after({ sure, open, isAtStart, word }: Situation, unit: number): Situation[] {
    const next = new Map<number, number>();
    const surely = new Set<number>();
    const go = (from: number, count: number): void => {
      for (const [at, ways] of reach(from, isAtStart).reads) {
        const place = graph.places[at] as Extract<Place, { kind: 'read' }>;
        if (!has(place.set, unit)) continue;
        if (reach(place.next, false).isSure) surely.add(place.next);
        else next.set(place.next, (next.get(place.next) ?? 0) + count * ways);
      }
    };
    if (sure !== 'none') go(sure === 'scan' ? graph.first : sure, 1);
    for (const [place, count] of open) go(place, count);
    const rest = { open: next, isAtStart: false, word: word + String.fromCharCode(unit) };
    const failing: Situation = { sure: sure === 'scan' ? sure : 'none', ...rest };
    return [failing, ...[...surely].map((place) => ({ sure: place, ...rest }))];
  }

  const first: Situation = {
    sure: reach(graph.first, true).isSure ? graph.first : 'scan',
    open: new Map(),
    isAtStart: true,
    word: '',
  };
  const waiting = [first];
  const seen = new Set<string>();
  let steps = 0;
  for (let situation = waiting.pop(); situation; situation = waiting.pop()) {
    const cost = costOf(situation);
    if (cost > MAX_STEPS) return { isLinear: false, word: situation.word };
    steps = Math.max(steps, cost);
    for (const unit of units) {
      for (const next of after(situation, unit)) {
        const key = keyOf(next);
        if (seen.has(key)) continue;
        if (seen.size >= MAX_SITUATIONS) return { isLinear: false };
        seen.add(key);
        waiting.push(next);
      }
    }
  }
  return { isLinear: true, steps };
}

const keyOf = ({ sure, open }: Situation): string =>
  `${sure} ${[...open]
    .toSorted(([a], [b]) => a - b)
    .map(([place, count]) => `${place}:${count}`)
    .join(' ')}`;

/** All that a search from one character can ever walk, whatever the text: infinite where the pattern has a loop. */
function treeSize({ places, first }: Graph): number {
  const sizes = new Map<number, number>();
  function size(at: number): number {
    const known = sizes.get(at);
    if (known !== undefined) return known;
    // Coming back here while it is being counted is a loop.
    sizes.set(at, Infinity);
    const place = places[at]!;
    const nexts = place.kind === 'found' ? [] : place.kind === 'fork' ? place.ways : [place.next];
    const total = 1 + nexts.reduce((sum, next) => sum + size(next), 0);
    sizes.set(at, total);
    return total;
  }
  return size(first);
}
