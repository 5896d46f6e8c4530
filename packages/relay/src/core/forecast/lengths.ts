/**
 * How long conversations take, as a log-normal distribution: what call and chat centres measure (Brown et al. 2005, _Statistical Analysis of a
 * Telephone Call Center_), and good with few of them, where counting would know nothing of those that last longer than any so far.
 */
export interface Lengths {
  /** Mean and standard deviation of the logarithm of milliseconds. */
  readonly mean: number;
  readonly deviation: number;
}

/** A conversation whose slot is free again: when that was, and how long after the rep's answer. Milliseconds. */
export interface Ended {
  readonly at: number;
  readonly tookMs: number;
}

/** So many conversations are a team's recent past: enough that a tail shows, few enough that a busy team's morning is not its evening. */
export const lengthsCounted = 100;
/** Fewer conversations than this are no experience. */
const fewestLengths = 3;
/** How far lengths spread where few of them tell it: the prior, worth so many conversations. */
const usualDeviation = 0.8;
const priorWeight = 4;

/** @param lengthsMs of the last conversations, from the answer to the slot's release */
export function lengthsOf(lengthsMs: readonly number[]): Lengths | undefined {
  if (lengthsMs.length < fewestLengths) return undefined;
  const logs = lengthsMs.map((ms) => Math.log(Math.max(1_000, ms)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  const variance = (squares + priorWeight * usualDeviation ** 2) / (logs.length + priorWeight);
  return { mean, deviation: Math.sqrt(variance) };
}

/** Where fewer conversations than this share last so long, the tail's shape is no knowledge any more; that they end after the mean is taken instead. */
const hardlyAny = 0.005;

/** The share of conversations that take no longer. */
export function shareWithin({ mean, deviation }: Lengths, ms: number): number {
  return ms <= 0 ? 0 : normal((Math.log(ms) - mean) / deviation);
}

/** The length that this share of conversations stays within; of those that have lasted `ageMs` already, if that is said. Milliseconds. */
export function lengthAt(lengths: Lengths, share: number, ageMs = 0): number {
  const before = shareWithin(lengths, ageMs);
  if (1 - before < hardlyAny) return ageMs - Math.log(1 - share) * meanOf(lengths);
  return Math.max(ageMs, Math.exp(lengths.mean + lengths.deviation * normalAt(before + share * (1 - before))));
}

/** Milliseconds, on average. */
export function meanOf({ mean, deviation }: Lengths): number {
  return Math.exp(mean + deviation ** 2 / 2);
}

/** The chance that a conversation which has lasted `ageMs` is over within the next so many milliseconds. */
export function endingOf(lengths: Lengths, ageMs: number): (withinMs: number) => number {
  const lasts = 1 - shareWithin(lengths, ageMs);
  if (lasts < hardlyAny) return (withinMs) => 1 - Math.exp(-Math.max(0, withinMs) / meanOf(lengths));
  return (withinMs) => Math.max(0, 1 - (1 - shareWithin(lengths, ageMs + withinMs)) / lasts);
}

/** The standard normal distribution (Abramowitz and Stegun 7.1.26; off by less than 1e-6). */
export function normal(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-z * z);
  return x < 0 ? tail / 2 : 1 - tail / 2;
}

/** Where the standard normal distribution reaches `share` (Abramowitz and Stegun 26.2.23; off by less than 5e-4). */
export function normalAt(share: number): number {
  const tail = Math.min(Math.max(Math.min(share, 1 - share), 1e-9), 0.5);
  const t = Math.sqrt(-2 * Math.log(tail));
  const x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return share < 0.5 ? -x : x;
}
