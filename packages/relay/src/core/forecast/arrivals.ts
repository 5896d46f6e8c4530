/** How far back visitors who came by themselves tell how many will come. A rush is noticed within it. Milliseconds. */
export const arrivalsWithinMs = 300_000;

/** @param times when they came, oldest first @param since when this node began to look @returns per millisecond */
export function arrivalRate(times: readonly number[], since: number, now: number): number {
  const from = Math.max(since, now - arrivalsWithinMs);
  const count = times.filter((at) => at > from).length;
  // A node that has just begun has seen too little to make a rate of it.
  return count / Math.max(60_000, now - from);
}
