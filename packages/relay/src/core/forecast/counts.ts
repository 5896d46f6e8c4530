import { normal } from './lengths.ts';

/** How many of some independent things happen: `counts[k]` is the chance that exactly `k` do. */
export type Counts = readonly number[];

/** More things than this are counted by the normal distribution: the exact sum costs their square. */
const exactUpTo = 80;

/** A thing less likely than this does not happen. */
const unlikely = 1e-4;

/** Chances below this are left out: they change no answer, and the sums would be as long as the lists. */
const negligible = 1e-9;

function trim(counts: number[]): void {
  while (counts.length > 1 && (counts.at(-1) ?? 0) < negligible) counts.pop();
}

// Counted loops throughout: all of this runs several times for each request.

/** One more thing that happens with this chance; in place, from the top down. */
function addOne(counts: number[], chance: number): void {
  counts.push(0);
  for (let k = counts.length - 1; k > 0; k -= 1) {
    counts[k] = (counts[k] ?? 0) * (1 - chance) + (counts[k - 1] ?? 0) * chance;
  }
  counts[0] = (counts[0] ?? 0) * (1 - chance);
  trim(counts);
}

/** One more thing that happens with this chance. */
export function withOne(counts: Counts, chance: number): Counts {
  const next = counts.slice();
  addOne(next, chance);
  return next;
}

/** How many of things with these chances happen (Poisson's binomial distribution). */
export function countsOf(chances: readonly number[]): Counts {
  const likely = chances.filter((chance) => chance > unlikely);
  if (likely.length > exactUpTo) return countsOfMany(likely);
  const counts = [1];
  for (const chance of likely) addOne(counts, chance);
  return counts;
}

/** The normal distribution with their mean and variance, which is a whole step's at least: certain things have none. */
function countsOfMany(chances: readonly number[]): Counts {
  const mean = chances.reduce((sum, chance) => sum + chance, 0);
  const variance = chances.reduce((sum, chance) => sum + chance * (1 - chance), 0);
  const deviation = Math.sqrt(Math.max(1 / 12, variance));
  const top = Math.min(chances.length, Math.ceil(mean + 6 * deviation));
  const upTo = (k: number) => (k < 0 ? 0 : k >= top ? 1 : normal((k + 0.5 - mean) / deviation));
  return Array.from({ length: top + 1 }, (_, k) => upTo(k) - upTo(k - 1));
}

/** How many come who come by themselves, `mean` on average: Poisson's, up to where hardly anything is left. */
export function arrivalsOf(mean: number): Counts {
  if (mean <= 0) return [1];
  const top = Math.ceil(mean + 6 * Math.sqrt(mean) + 2);
  const counts: number[] = [];
  let logChance = -mean;
  for (let k = 0; k <= top; k += 1) {
    counts.push(Math.exp(logChance));
    logChance += Math.log(mean / (k + 1));
  }
  trim(counts);
  return counts;
}

/** Both together. */
export function sumOf(one: Counts, other: Counts): Counts {
  const sum: number[] = [];
  for (let k = 0; k < one.length + other.length - 1; k += 1) {
    let chance = 0;
    const last = Math.min(k, one.length - 1);
    for (let i = Math.max(0, k - other.length + 1); i <= last; i += 1) chance += (one[i] ?? 0) * (other[k - i] ?? 0);
    sum.push(chance);
  }
  trim(sum);
  return sum;
}

/** The chance that `margin` and what comes cover what goes. */
export function coversChance(margin: number, comes: Counts, goes: Counts): number {
  let covered = 0;
  let upTo = 0;
  let next = 0;
  for (let k = 0; k < comes.length; k += 1) {
    while (next <= margin + k && next < goes.length) {
      upTo += goes[next] ?? 0;
      next += 1;
    }
    covered += (comes[k] ?? 0) * upTo;
  }
  return Math.min(1, covered);
}
