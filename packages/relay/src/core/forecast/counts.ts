import { normal } from './lengths.ts';

/** How many of some independent things happen: `counts[k]` is the chance that exactly `k` do. */
export type Counts = readonly number[];

/** More things than this are counted by the normal distribution: the exact sum costs their square. */
const exactUpTo = 80;

/** Chances below this are left out: they change no answer, and the sums would be as long as the lists. */
const negligible = 1e-9;

function trim(counts: number[]): void {
  while (counts.length > 1 && (counts.at(-1) ?? 0) < negligible) counts.pop();
}

/** One more thing that happens with this chance. */
export function withOne(counts: Counts, chance: number): Counts {
  const next: number[] = [];
  for (let k = 0; k <= counts.length; k += 1) {
    next.push((counts[k] ?? 0) * (1 - chance) + (counts[k - 1] ?? 0) * chance);
  }
  trim(next);
  return next;
}

/** How many of things with these chances happen. */
export function countsOf(chances: readonly number[]): Counts {
  const likely = chances.filter((chance) => chance > 1e-4);
  if (likely.length > exactUpTo) {
    const mean = likely.reduce((sum, chance) => sum + chance, 0);
    const deviation = Math.sqrt(likely.reduce((sum, chance) => sum + chance * (1 - chance), 1 / 12));
    const top = Math.min(likely.length, Math.ceil(mean + 6 * deviation));
    const upTo = (k: number) => (k < 0 ? 0 : k >= top ? 1 : normal((k + 0.5 - mean) / deviation));
    return Array.from({ length: top + 1 }, (_, k) => upTo(k) - upTo(k - 1));
  }
  // In place, from the top down: this runs for each request.
  const counts = [1];
  for (const chance of likely) {
    counts.push(0);
    for (let k = counts.length - 1; k > 0; k -= 1) {
      counts[k] = (counts[k] ?? 0) * (1 - chance) + (counts[k - 1] ?? 0) * chance;
    }
    counts[0] = (counts[0] ?? 0) * (1 - chance);
    trim(counts);
  }
  return counts;
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
  return counts;
}

/** Both together. */
export function sumOf(one: Counts, other: Counts): Counts {
  const sum = Array.from({ length: one.length + other.length - 1 }, () => 0);
  for (const [i, a] of one.entries()) for (const [j, b] of other.entries()) sum[i + j] = (sum[i + j] ?? 0) + a * b;
  trim(sum);
  return sum;
}

/** The chance that `margin` and what comes cover what goes. */
export function coversChance(margin: number, comes: Counts, goes: Counts): number {
  let covered = 0;
  let upTo = 0;
  let next = 0;
  for (const [k, chance] of comes.entries()) {
    while (next <= margin + k && next < goes.length) {
      upTo += goes[next] ?? 0;
      next += 1;
    }
    covered += chance * upTo;
  }
  return Math.min(1, covered);
}
