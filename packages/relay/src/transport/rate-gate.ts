import type { FrameAddress } from './decode-frame.ts';

/**
 * Frames that are not counted: they are coalesced, answer us, or are bounded in another way. Nobody would repeat what was dropped of them:
 * without `session.add` all that follows in that session would be denied.
 */
const uncounted: ReadonlySet<string> = new Set([
  'typing',
  'read',
  'pong',
  'context.set',
  'session.add',
  'conversation.detach',
]);

export interface RateGateOptions {
  /** Takes one from the bucket: 0, or the milliseconds to wait until there are `rank`. */
  readonly take: (rank: number) => number;
  /** After so many refusals in a row the sender is cut off. */
  readonly patience: number;
  readonly refuse: (address: FrameAddress, afterMs: number) => void;
  readonly cut: () => void;
}

/** True: the frame is above the rate, do nothing with it. */
export type RateGate = (address: FrameAddress | undefined, type: string) => boolean;

/**
 * Above the rate a frame is refused with the wait it needs: those refused in a row before it come again first, so each waits for all of them. Told
 * the wait of one, a client would send all its window again for each that has room. Whoever goes on regardless is cut off.
 */
export function createRateGate({ take, patience, refuse, cut }: RateGateOptions): RateGate {
  let overRate = 0;
  return (address, type) => {
    if (uncounted.has(type)) return false;
    const waitMs = take(overRate + 1);
    if (waitMs === 0) {
      overRate = 0;
      return false;
    }
    overRate += 1;
    if (overRate > patience) cut();
    else if (address !== undefined) refuse(address, waitMs);
    return true;
  };
}
