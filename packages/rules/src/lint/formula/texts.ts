import type { Answer } from './answer.ts';
import type { Leaf } from './formula.ts';
import { holdsFor } from './holds-for.ts';
import { patternOfGlob, patternOfRegex, patternOfText, someTextFits } from './patterns.ts';
import type { Pattern } from './patterns.ts';

/** More single texts than this are left out of patterns: they only ever take single texts away. */
const MOST_EXCLUDED = 20;

/** The texts that a leaf names one by one. */
export const listOf = ({ operator, want }: Leaf): readonly unknown[] | undefined =>
  operator === '$eq' ? [want] : operator === '$in' && Array.isArray(want) ? want : undefined;

function patternOf({ operator, want, options }: Leaf): Pattern | undefined {
  if (typeof want !== 'string') return undefined;
  if (operator === '$glob') return patternOfGlob(want);
  return operator === '$regex' ? patternOfRegex(want, options) : undefined;
}

const isBound = (operator: string): boolean => ['$lt', '$lte', '$gt', '$gte'].includes(operator);

/** What a leaf says of every text alike; nothing where it depends on the text. */
function ofEveryText({ operator, want }: Leaf): boolean | undefined {
  if (operator === '$exists') return true;
  if (operator === '$type') return want === 'string';
  if (operator === '$size' || operator === '$elemMatch') return false;
  return isBound(operator) && typeof want !== 'string' ? false : undefined;
}

/** Whether a lower bound lies above an upper one, by UTF-16 code units as the engine compares. */
function boundsCross(leaves: readonly Leaf[]): boolean {
  const bounds = leaves.filter(({ operator }) => isBound(operator));
  const isLower = ({ operator, holds }: Leaf): boolean => operator.startsWith('$gt') === holds;
  // `$gte` includes its end, and so does the opposite of `$gt`.
  const isClosed = ({ operator, holds }: Leaf): boolean => operator.endsWith('e') === holds;
  return bounds.filter(isLower).some((low) =>
    bounds.some((high) => {
      const [from, to] = [String(low.want), String(high.want)];
      return !isLower(high) && (from > to || (from === to && !(isClosed(low) && isClosed(high))));
    }),
  );
}

const keyOf = ({ operator, want, options }: Leaf): string => JSON.stringify([operator, want, options]);

/** Whether there is a text for which all leaves hold. `values`: the only ones there are. */
export function someText(values: readonly string[] | undefined, leaves: readonly Leaf[]): Answer {
  if (leaves.some((leaf) => ofEveryText(leaf) === !leaf.holds)) return 'no';
  const open = leaves.filter((leaf) => ofEveryText(leaf) === undefined);
  const list = open.find((leaf) => leaf.holds && listOf(leaf));
  const candidates = values ?? (list && listOf(list));
  if (candidates)
    return candidates.some((one) => typeof one === 'string' && open.every((leaf) => holdsFor(leaf, one)))
      ? 'yes'
      : 'no';
  const isSaidBothWays = open.some(
    (leaf) => leaf.holds && open.some((other) => !other.holds && keyOf(other) === keyOf(leaf)),
  );
  return isSaidBothWays || boundsCross(open) ? 'no' : byPatterns(open);
}

/** The same where nothing names the texts that could be. */
function byPatterns(leaves: readonly Leaf[]): Answer {
  const wanted: Pattern[] = [];
  const unwanted: Pattern[] = [];
  const excluded: Pattern[] = [];
  /** Expressions that are not looked into. */
  const dark = new Set<string>();
  for (const leaf of leaves) {
    const pattern = patternOf(leaf);
    const list = listOf(leaf);
    if (pattern) (leaf.holds ? wanted : unwanted).push(pattern);
    else if (list) excluded.push(...list.filter((one) => typeof one === 'string').map(patternOfText));
    else if (leaf.operator === '$regex') dark.add(keyOf(leaf));
  }
  const patterns = wanted.length + unwanted.length;
  const isBounded = leaves.some(({ operator }) => isBound(operator));
  const answer = patterns ? someTextFits(wanted, [...unwanted, ...excluded.slice(0, MOST_EXCLUDED)]) : 'yes';
  // One expression alone is taken to find something; beside another one, a pattern or a bound, nobody knows.
  const others = patterns + excluded.length + (isBounded ? 1 : 0);
  const isOpen = dark.size > 1 || (dark.size === 1 && others > 0) || (isBounded && patterns > 0);
  return answer === 'yes' && isOpen ? 'unknown' : answer;
}
