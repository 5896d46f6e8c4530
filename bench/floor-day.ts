import { describeCommit } from '../test/helpers/machine.ts';
import { bestOf, compare, fixedLimits, ours, slotLimits } from '../test/simulation/day/compare.ts';
import type { Compared } from '../test/simulation/day/compare.ts';
import { honestyOf, planQueues, waitsOfDay } from '../test/simulation/day/waits.ts';
import { table } from './lib/figures.ts';

/**
 * A day on a team's floor in virtual time: what becomes of visitors where invitations are granted by the forecast, and where by a fixed limit.
 * No figure depends on the machine. `FLOOR_DAY_SEEDS` is how many days are lived; 100 unless it is set.
 */
const days = Number(process.env['FLOOR_DAY_SEEDS'] ?? 100);

const row = ({ name, figures }: Compared) => ({
  granted: name,
  invitations: Math.round(figures.invitations).toLocaleString('en'),
  conversations: Math.round(figures.conversations).toLocaleString('en'),
  'waits over 10 s': Math.round(figures.late).toLocaleString('en'),
  'of invited': Math.round(figures.lateInvited).toLocaleString('en'),
  'cart value': Math.round(figures.value / 100).toLocaleString('en'),
});

/** What those who wait are told, and how long it takes; twice as many days. */
async function waits(): Promise<string> {
  const told = [];
  for (let seed = 1; seed <= 2 * days; seed += 1) told.push(...(await waitsOfDay(planQueues(seed))));
  const { count, inside, width, medianWaitMs } = honestyOf(told);
  return `The told wait, over ${2 * days} days with rushes and sudden absences (${count.toLocaleString('en')} ranges, told at once and every five minutes): the true wait lay inside ${percent(inside)} of them; the median of width divided by true wait is ${width.toFixed(2)}, the median wait ${Math.round(medianWaitMs / 1000)} s.`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export async function run(): Promise<string> {
  const seeds = Array.from({ length: days }, (_, n) => n + 1);
  const forecasts = await compare(ours, seeds);
  const limits = await compare(fixedLimits, seeds);
  const others = await compare(slotLimits, seeds);
  const best = bestOf(limits);
  const [first] = forecasts;
  if (first === undefined) throw new Error('nothing was compared');
  const against = (one: Compared) =>
    `against “${one.name}”: ${percent(first.figures.late / one.figures.late)} of the waits over target, ${percent(first.figures.conversations / one.figures.conversations)} of the conversations, ${percent(first.figures.value / one.figures.value)} of the cart value`;
  return [
    `Commit: ${describeCommit()}. Means of ${days} seeded days of twelve hours in virtual time, the same visitors for each way: 24 reps in two shifts, three talks at once, three rushes, three sudden absences.`,
    table([...forecasts, ...limits, ...others].map(row)),
    `The forecast ${against(best)} (the fixed limit that answered most in time, seen from the day’s end).`,
    await waits(),
  ].join('\n\n');
}
