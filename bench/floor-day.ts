import { describeCommit } from '../test/helpers/machine.ts';
import { allWays, bestOf, comparedOf, fixedLimits, ours, slotLimits } from '../test/simulation/day/compare.ts';
import type { Compared } from '../test/simulation/day/compare.ts';
import { honestyOf } from '../test/simulation/day/waits.ts';
import { table } from './lib/figures.ts';
import { liveDays } from './lib/floor-day/live-days.ts';

/**
 * A day on a team's floor in virtual time: what becomes of visitors where invitations are granted by the forecast, and where by a fixed limit.
 * No figure depends on the machine. `FLOOR_DAY_SEEDS` is how many days are lived; 100 unless it is set.
 */
const days = Number(process.env['FLOOR_DAY_SEEDS'] ?? 100);
/** The forecast's numbers were chosen looking at the days before. */
const firstSeed = 101;

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
  const told = (await liveDays('waits', seedsOf(2 * days))).flat();
  const { count, inside, width, medianWaitMs } = honestyOf(told);
  return `The told wait, over ${2 * days} days with rushes and sudden absences (${count.toLocaleString('en')} ranges, told at once and every five minutes): the true wait lay inside ${percent(inside)} of them; the median of width divided by true wait is ${width.toFixed(2)}, the median wait ${Math.round(medianWaitMs / 1000)} s.`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const seedsOf = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => firstSeed + n);

export async function run(): Promise<string> {
  const compared = comparedOf(allWays, await liveDays('ways', seedsOf(days)));
  const [first] = compared;
  if (first === undefined) throw new Error('nothing was compared');
  const fixed = bestOf(compared.slice(ours.length, ours.length + fixedLimits.length));
  const slots = compared.slice(-slotLimits.length);
  const asMany = slots.find(({ figures }) => figures.conversations >= first.figures.conversations);
  const against = ({ name, figures }: Compared) =>
    `against “${name}”: ${percent(first.figures.late / figures.late)} of the waits over target, ${percent(first.figures.conversations / figures.conversations)} of the conversations, ${percent(first.figures.value / figures.value)} of the cart value`;
  return [
    `Commit: ${describeCommit()}. Means of ${days} seeded days (${firstSeed} to ${firstSeed + days - 1}) of twelve hours in virtual time, the same visitors for each way: 24 reps in two shifts, three talks at once, three rushes, three sudden absences.`,
    table(compared.map(row)),
    `The forecast ${against(fixed)} (the fixed limit that answered most in time, seen from the day’s end).`,
    ...(asMany === undefined
      ? []
      : [`${capital(against(asMany))} (of the limits that look at free slots the tightest that answered as many).`]),
    await waits(),
  ].join('\n\n');
}
