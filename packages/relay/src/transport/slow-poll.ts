/** How often polls are given a chance; each subscription takes the one that is its own, so that they do not all ask the store at once. */
export const pollEveryMs = 1_000;
/** With the time until the next chance, a lost bell costs at most five seconds where something happened lately. */
const activePollMs = 5_000 - pollEveryMs;
/** A conversation in which nothing happened for so long is nobody's any more. */
const activeMs = 600_000;
/** Most visitors only look around and are gone before this. */
const quietPollMs = 60_000;

/** Whether something happened lately; `movedAt` is when it did last, if ever. */
export const wasActive = (now: number, movedAt: number | undefined): boolean =>
  movedAt !== undefined && now - movedAt < activeMs;

/**
 * How long after it asked last a subscription asks again, by the node's clock: within seconds while something happened lately; otherwise ever more
 * seldom, so that no bell is lost for good and a visitor who only looks around costs next to nothing.
 *
 * @param movedAt when something happened last; `undefined`: never since `standsSince`
 * @param isOwed an answer of the store is missing
 */
export function pollAfterMs(now: number, standsSince: number, movedAt: number | undefined, isOwed: boolean): number {
  if (isOwed || wasActive(now, movedAt)) return activePollMs;
  // Doubling: half of the time that it was quiet.
  return Math.max(quietPollMs, (now - (movedAt ?? standsSince)) / 2);
}
