import type { Wait } from '@tillside/protocol';
import { lengthAt, normalAt } from './forecast/lengths.ts';
import type { Lengths } from './forecast/lengths.ts';
import type { Talk } from './forecast/outlook.ts';

/** What a guess of the waits in one team's queue is made from. */
export interface Line {
  /** Slots that the reps who are there have free now. */
  readonly free: number;
  /** Conversations that hold the others. */
  readonly talks: readonly Talk[];
  /** How long the team's last conversations took; absent where there were too few. */
  readonly lengths: Lengths | undefined;
  /** From the ring to a rep's first word. Milliseconds. */
  readonly wordMs: number;
}

/** Courses that the next minutes may take, of which the range is made. */
const courses = 64;
/**
 * Told are the waits that all but the shortest and the longest of these courses come to. Three of four courses, and the doubt below, hold four of five
 * true waits and some more on the simulated days (docs/benchmarks.md), no wider than the wait.
 */
const [shortest, longest] = [0.12, 0.88];
/** How much the last conversations' lengths, few as they are, may mislead: this share of their spread. */
const doubt = 0.33;

/**
 * How long each place in a team's queue takes, as a range. The next minutes are gone through many times: each conversation under way ends as such
 * conversations do that have lasted so long, its slot goes to the next in line, whose conversation ends in its turn. The range holds all but the
 * extremes of what comes out. The same floor always gives the same answer, a later place never a shorter wait.
 *
 * @returns by place, from 1; `undefined` where nobody is there, or too little is known: no guess is better than a made-up one
 */
export function waitsOf(line: Line): (position: number) => Wait | undefined {
  let known: readonly (readonly number[])[] = [];
  return (position) => {
    const { free, talks, lengths, wordMs } = line;
    if (free + talks.length === 0) return undefined;
    if (position <= free) return { fromMs: 0, toMs: up(2 * wordMs) };
    if (lengths === undefined) return undefined;
    if (position > known.length) known = places(line, lengths, Math.max(position, 2 * known.length));
    const waits = known[position - 1] ?? [];
    const at = (share: number) => (waits[Math.floor(waits.length * share)] ?? 0) + wordMs;
    return { fromMs: down(at(shortest)), toMs: up(at(longest)) };
  };
}

/** For each place the waits of all courses, the shortest first. */
function places(line: Line, lengths: Lengths, upTo: number): readonly (readonly number[])[] {
  const found = Array.from({ length: upTo }, (): number[] => []);
  for (let course = 0; course < courses; course += 1) {
    const next = numbersFrom(course);
    const mean = lengths.mean + doubt * lengths.deviation * normalAt((course + 0.5) / courses);
    const these = { ...lengths, mean };
    const slots = line.talks.map((talk) =>
      'endsInMs' in talk ? talk.endsInMs : lengthAt(these, next(), talk.ageMs) - talk.ageMs,
    );
    for (let slot = 0; slot < line.free; slot += 1) slots.push(0);
    const heap = slots.toSorted((a, b) => a - b);
    for (const waits of found) {
      const freed = heap[0] ?? 0;
      waits.push(freed);
      heap[0] = freed + line.wordMs + lengthAt(these, next());
      sink(heap);
    }
  }
  for (const waits of found) waits.sort((a, b) => a - b);
  return found;
}

/** The first went up: puts it where it belongs. */
function sink(heap: number[]): void {
  const moved = heap[0] ?? 0;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if ((heap[child + 1] ?? Number.POSITIVE_INFINITY) < (heap[child] ?? 0)) child += 1;
    const smaller = heap[child] ?? 0;
    if (smaller >= moved) break;
    heap[at] = smaller;
    at = child;
  }
  heap[at] = moved;
}

/**
 * Numbers from 0 to 1 that look like chance, the same for a course each time: a guess must not flicker (the linear congruence of Numerical Recipes, begun far
 * apart by Knuth's multiplier).
 */
function numbersFrom(course: number): () => number {
  let state = (course * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Told in steps, so that a guess pretends no more than it knows. */
const stepFor = (ms: number): number => (ms < 120_000 ? 10_000 : 30_000);
const down = (ms: number): number => Math.floor(ms / stepFor(ms)) * stepFor(ms);
const up = (ms: number): number => Math.ceil(ms / stepFor(ms)) * stepFor(ms);

/** Of several queues the one that is likely to be the first. */
export function soonest(waits: readonly (Wait | undefined)[]): Wait | undefined {
  return waits.reduce(
    (best, wait) => (best !== undefined && (wait === undefined || best.toMs <= wait.toMs) ? best : wait),
    undefined,
  );
}
