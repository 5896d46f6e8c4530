import { createHourOf, HOUR_MS } from './hours.ts';
import type { Conversations, Load } from './report.ts';

/** The value at or under which a share of all lies (nearest rank). */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/**
 * How many conversations run at once in the mean of an hour: arrivals a minute times minutes each, L = λW (J. D. C. Little, “A Proof for
 * the Queuing Formula: L = λW”, Operations Research 9(3), 1961). It says nothing of peaks within the hour.
 */
const concurrent = (invitations: number, { acceptRate, minutes }: Conversations): number =>
  ((invitations * acceptRate) / 60) * minutes;

/**
 * What invitations ask of the reps.
 *
 * @param covered hours (whole, since the epoch) in which anything happened, with or without an invitation
 * @param invitations by such hour
 */
export function loadOf(
  covered: ReadonlySet<number>,
  invitations: ReadonlyMap<number, number>,
  timeZone: string,
  capacity: number | undefined,
  conversations: Conversations | undefined,
): Load {
  const hourOf = createHourOf(timeZone);
  const days = Array.from({ length: 24 }, () => ({ hours: 0, sum: 0, max: 0 }));
  let maxHour: number | undefined;
  let sum = 0;
  const over = { hours: 0, invitations: 0 };
  for (const hour of covered) {
    const count = invitations.get(hour) ?? 0;
    sum += count;
    if (count > (invitations.get(maxHour ?? hour) ?? 0) || maxHour === undefined) maxHour = hour;
    if (capacity !== undefined && count > capacity) {
      over.hours += 1;
      over.invitations += count - capacity;
    }
    const day = days[hourOf(hour * HOUR_MS)];
    if (!day) continue;
    day.hours += 1;
    day.sum += count;
    day.max = Math.max(day.max, count);
  }
  const sorted = [...covered].map((hour) => invitations.get(hour) ?? 0).sort((a, b) => a - b);
  const figures = { mean: covered.size ? sum / covered.size : 0, p95: rank(sorted, 0.95), max: sorted.at(-1) ?? 0 };
  return {
    invitations: sum,
    ...figures,
    ...(figures.max > 0 && maxHour !== undefined && { maxAt: maxHour * HOUR_MS }),
    byHour: days.flatMap(({ hours, sum, max }, hour) => (hours ? [{ hour, mean: sum / hours, max }] : [])),
    ...(capacity !== undefined && { over }),
    ...(conversations && {
      concurrent: {
        mean: concurrent(figures.mean, conversations),
        p95: concurrent(figures.p95, conversations),
        max: concurrent(figures.max, conversations),
      },
    }),
  };
}
