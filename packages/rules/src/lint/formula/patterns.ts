import type { Answer } from './answer.ts';

/**
 * A pattern of a text as a list: a character stands for itself, `segment` for any run without `/ ? #`, `anything` for any run.
 * Both kinds of pattern that shops write come to this: globs, and regular expressions that are plain words with or without anchors.
 */
export type Token = string;
export const SEGMENT = 'segment';
export const ANYTHING = 'anything';

export type Pattern = readonly Token[];

const SEGMENT_ENDS = '/?#';
/** More states than this and the question stays open. */
const MOST_STATES = 3_000;

export const patternOfGlob = (glob: string): Pattern =>
  (glob.match(/\*\*?|[^*]/gsu) ?? []).flatMap((part) =>
    part === '**' ? [ANYTHING] : part === '*' ? [SEGMENT] : part.split(''),
  );

export const patternOfText = (text: string): Pattern => text.split('');

/** A regular expression that is only literal characters and anchors; nothing for any other. */
export function patternOfRegex(source: string, options = ''): Pattern | undefined {
  const parts = /^(\^?)((?:\\[^\w\s]|[^\\^$.*+?()[\]{}|])*)(\$|\.\*)?$/su.exec(source);
  if (!parts || options.includes('i')) return undefined;
  const [, start, words = '', end] = parts;
  const characters = words.replaceAll(/\\(.)/gsu, '$1').split('');
  return [...(start ? [] : [ANYTHING]), ...characters, ...(end === '$' ? [] : [ANYTHING])];
}

const isRun = (token: Token | undefined): boolean => token === SEGMENT || token === ANYTHING;

/** Places in the pattern that are reached without a further character: behind runs that are left out. */
function closure(pattern: Pattern, places: Iterable<number>): readonly number[] {
  const reached = new Set<number>();
  for (let place of places) {
    reached.add(place);
    while (isRun(pattern[place])) reached.add(++place);
  }
  return [...reached].sort((a, b) => a - b);
}

function advance(pattern: Pattern, places: readonly number[], character: string): readonly number[] {
  const next: number[] = [];
  for (const place of places) {
    const token = pattern[place];
    if (token === ANYTHING || (token === SEGMENT && !SEGMENT_ENDS.includes(character))) next.push(place);
    else if (token === character) next.push(place + 1);
  }
  return closure(pattern, next);
}

const isWhole = (pattern: Pattern, places: readonly number[]): boolean => places.includes(pattern.length);

/** Every character that some pattern names, the ends of segments, and one that stands for all others. */
function alphabetOf(patterns: readonly Pattern[]): readonly string[] {
  const named = new Set([...patternOfText(SEGMENT_ENDS), ...patterns.flat().filter((token) => !isRun(token))]);
  let other = 0x4e00;
  while (named.has(String.fromCharCode(other))) other++;
  return [...named, String.fromCharCode(other)];
}

/** Answers that were found; the same patterns are asked about by every check. */
const found = new Map<string, Answer>();
const MOST_FOUND = 5_000;

/**
 * Whether some text fits all of `wanted` and none of `unwanted`: all patterns are followed at once through every text there could
 * be, as a product of automata (Hopcroft and Ullman); exact, unless it takes too many states.
 */
export function someTextFits(wanted: readonly Pattern[], unwanted: readonly Pattern[]): Answer {
  const key = JSON.stringify([wanted, unwanted]);
  const answer = found.get(key) ?? follow(wanted, unwanted);
  if (found.size >= MOST_FOUND) found.clear();
  found.set(key, answer);
  return answer;
}

function follow(wanted: readonly Pattern[], unwanted: readonly Pattern[]): Answer {
  const patterns = [...wanted, ...unwanted];
  const alphabet = alphabetOf(patterns);
  const first = patterns.map((pattern) => closure(pattern, [0]));
  const seen = new Set([JSON.stringify(first)]);
  const open = [first];
  for (let state = open.shift(); state; state = open.shift()) {
    const fits = state.map((places, index) => isWhole(patterns[index] ?? [], places));
    if (fits.every((isMet, index) => isMet === index < wanted.length)) return 'yes';
    for (const character of alphabet) {
      const next = state.map((places, index) => advance(patterns[index] ?? [], places, character));
      if (next.slice(0, wanted.length).some((places) => places.length === 0)) continue;
      const key = JSON.stringify(next);
      if (seen.has(key)) continue;
      if (seen.size >= MOST_STATES) return 'unknown';
      seen.add(key);
      open.push(next);
    }
  }
  return 'no';
}
