import { percentile, table } from './lib/figures.ts';
import { describeCommit } from '../test/helpers/machine.ts';
import { arrivals, play } from './lib/queue-fairness/day.ts';
import type { Discipline, Served, Shop } from './lib/queue-fairness/day.ts';

/**
 * What a rush of one shop does to the others that share its team: waits by shop, in the order of turns by contracted share and in the order of
 * arrival. Nothing is timed: it is a simulation with a fixed seed, and says the same on every machine.
 */

const usual = [
  { site: 'large', share: 3, perHour: 60 },
  { site: 'middle', share: 2, perHour: 40 },
  { site: 'small', share: 1, perHour: 15 },
  { site: 'rushed', share: 1, perHour: 15 },
];

/** Visitors who come within ten minutes of the second hour, by shop. */
const days: Readonly<Record<string, readonly number[]>> = {
  'one shop has a rush of 250': [0, 0, 0, 250],
  'all have a rush: 300, 200, 100, 250': [300, 200, 100, 250],
};
const [hours, slots, seeds] = [6, 15, 20];

const minutes = (ms: number) => (ms / 60_000).toFixed(1);

/** Of what was served while everybody waited, a shop's part. */
function partOf(site: string, served: readonly Served[]): string {
  const crowded = served.filter(({ waiting }) => waiting.size === usual.length);
  return percent(crowded.filter((one) => one.site === site).length / Math.max(1, crowded.length));
}

const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
const disciplines: readonly Discipline[] = ['first come', 'fair'];

function report(name: string, rushes: readonly number[]): string {
  const shops: readonly Shop[] = usual.map((shop, index) => ({ ...shop, rush: rushes[index] ?? 0 }));
  const contracted = shops.reduce((sum, { share }) => sum + share, 0);
  const rows = disciplines.flatMap((discipline) => {
    const served = Array.from({ length: seeds }, (_, seed) =>
      play(arrivals(shops, hours, seed), slots, discipline, seed + 1_000),
    ).flat();
    return shops.map(({ site, share }) => {
      const own = served.filter((one) => one.site === site);
      const waits = own.map(({ at, queuedAt }) => at - queuedAt);
      return {
        order: discipline,
        shop: site,
        contract: percent(share / contracted),
        'while all wait': partOf(site, served),
        served: own.length,
        'wait p50, min': minutes(percentile(waits, 0.5)),
        p95: minutes(percentile(waits, 0.95)),
        longest: minutes(Math.max(...waits)),
      };
    });
  });
  return [`In the second hour ${name}:`, table(rows)].join('\n\n');
}

export async function run(): Promise<string> {
  return [
    `Commit: ${describeCommit()}. ${seeds} days of ${hours} hours, ${slots} slots, talks of six minutes in the mean.`,
    ...Object.entries(days).map(([name, rushes]) => report(name, rushes)),
  ].join('\n\n');
}
