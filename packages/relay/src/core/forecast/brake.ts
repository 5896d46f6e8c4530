/** Holds slots back from invitations while replies take longer than promised, whatever the forecast says. */
export interface Brake {
  /** The share of all slots that is held back, 0 to 1. */
  readonly share: number;
  /** When it last moved. */
  readonly at: number;
}

export const released: Brake = { share: 0, at: 0 };

const step = 1 / 16;
/** What was granted before a step is answered by the next one, either way. Milliseconds. */
const stepsEveryMs = 30_000;
/** It lets go only well below the target: at the target it would pull again at once. */
const letsGoBelow = 0.8;
/** Fewer replies than this are chance. */
const fewestReplies = 20;

/** A first reply, or a conversation that still waits for it. */
export interface Reply {
  readonly at: number;
  /** How long it took, in targets of its site: 1 is just in time. */
  readonly targets: number;
}

/** How long a reply tells how replies are. Milliseconds. */
export const repliesCountMs = 300_000;
/** On a busy floor the last so many tell it sooner. */
export const repliesCounted = 50;

/** What nine of ten replies stay within, in targets; `undefined` where there are too few. */
export function p90Of(replies: readonly Reply[]): number | undefined {
  if (replies.length < fewestReplies) return undefined;
  const sorted = replies.map(({ targets }) => targets).toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.9) - 1];
}

/** @param p90 of the last replies, in targets; without any it lets go */
export function stepBrake(brake: Brake, p90: number | undefined, now: number): Brake {
  const isBroken = p90 !== undefined && p90 > 1;
  if (isBroken && brake.share < 1 && now - brake.at >= stepsEveryMs)
    return { share: Math.min(1, brake.share + step), at: now };
  const isWell = p90 === undefined || p90 <= letsGoBelow;
  if (isWell && brake.share > 0 && now - brake.at >= stepsEveryMs)
    return { share: Math.max(0, brake.share - step), at: now };
  return brake;
}

/** Slots that invitations may not count on. */
export function heldBack({ share }: Brake, slots: number): number {
  return Math.ceil(share * slots);
}
